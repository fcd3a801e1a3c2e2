/** An address that may be a link: of the web, nothing that a browser would run. */
export function safe_link(url: string): string | null {
  try {
    const { protocol, href } = new URL(url);
    return protocol === 'https:' || protocol === 'http:' ? href : null;
  } catch {
    return null;
  }
}
