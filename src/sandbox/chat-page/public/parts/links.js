const INVOICE = /^https:\/\/t\.me\/\$/;

/**
 * What a link of the chat leads to. Some web pages of the made-up world stand on this machine: the demo says which
 * addresses those are.
 */
export function createLinks() {
  let pages = [];

  return {
    async load() {
      const response = await fetch("/demo/pages").catch(() => null);
      pages = response?.ok ? (await response.json()).pages : [];
    },
    read(address, bot) {
      let url;
      try {
        url = new URL(address);
      } catch (error) {
        return { kind: "none", problem: `This address cannot be read (${error.message}).` };
      }
      if (url.protocol !== "https:") {
        return { kind: "none", problem: `Only https links open from this page, not ${url.protocol}` };
      }
      if (INVOICE.test(url.href)) return { kind: "invoice", address: url.href };
      if (url.hostname === "t.me" && url.pathname.slice(1).toLowerCase() === bot?.username.toLowerCase()) {
        return { kind: "own-bot", payload: url.searchParams.get("start") };
      }
      const page = pages.find(({ from }) => url.href.startsWith(from));
      const opens = page === undefined ? url.href : page.to + url.href.slice(page.from.length);
      return { kind: "page", address: url.href, opens };
    },
  };
}
