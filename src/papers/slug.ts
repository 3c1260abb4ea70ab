const LONGEST = 48;

/**
 * A readable id made of nothing but the title, so that it survives re-parsing and re-ordering:
 * lower-case words joined by hyphens, at most 48 characters, and where words had to go a
 * hash of the whole title, so that two long titles with the same beginning stay apart.
 */
export function paperSlug(title: string): string {
  const words = titleKey(title).split(' ').filter(Boolean);
  let slug = '';
  for (const word of words) {
    const longer = slug === '' ? word : `${slug}-${word}`;
    if (longer.length > LONGEST) break;
    slug = longer;
  }
  const whole = words.join('-');
  if (whole !== '' && slug === whole) return slug;
  return `${slug === '' ? 'paper' : slug}-${fnv1a(whole === '' ? title : whole)
    .toString(16)
    .padStart(8, '0')}`;
}

/** A title reduced to what two sources agree on: letters and digits, lower case, without accents, one space between. */
export function titleKey(title: string): string {
  return title
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** FNV-1a, 32 bits (http://www.isthe.com/chongo/tech/comp/fnv/). */
export function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}
