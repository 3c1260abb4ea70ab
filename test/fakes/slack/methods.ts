import { CHAT_METHODS } from './chat-methods.ts';
import { CONVERSATION_METHODS } from './conversation-methods.ts';
import type { Method } from './method.ts';
import { OTHER_METHODS } from './other-methods.ts';
import { VIEW_METHODS } from './view-methods.ts';

/** All that the fake's Web API knows, by name. */
export const METHODS: Readonly<Record<string, Method>> = {
  ...CHAT_METHODS,
  ...CONVERSATION_METHODS,
  ...OTHER_METHODS,
  ...VIEW_METHODS,
};
