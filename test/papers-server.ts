import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A Hugging Face of one paper, which it lists on every day, or of none. */
export async function startPapersServer(paper?: { readonly id: string; readonly title: string }) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    if (!paper) {
      response.writeHead(404).end();
      return;
    }
    const { id, title } = paper;
    response.setHeader('content-type', 'application/json');
    response.end(
      JSON.stringify([
        {
          title,
          paper: { id, title, summary: `We report on ${title}.`, authors: [{ name: 'Ada' }], upvotes: 7 },
          numComments: 1,
        },
      ]),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    /** Paths with their parameters. */
    asked,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
