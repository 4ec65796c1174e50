// The search page. The address carries everything: q, the words of the facets, kind and ordning.
// Hits come while one types; a step back leads to the search before.

import { search, prepare, BASE, SLASH_KEY, SLASH_OFF } from "./box.js";
import { panel } from "./facets.js";
import { explain, hits, isUnexplained, picturesIn } from "./hits.js";
import { counted, hitCount, kindNames, make, quoted, remarks } from "./show.js";
import { keep, kept } from "../storage.js";

const AT_ONCE = 20;
const TYPING = 120;
const WAIT_AFTER = 300;
const TELL_AFTER = 900;
// Excerpts are cut from the pages themselves, so they wait until the typing has paused.
const EXPLAIN_AFTER = 400;
const ORDERS = { nyast: "newest", kortast: "shortest" };
// The reader's name of what takes longer than the longest choice of time.
const LONGER = { id: "langre", counted: "mer" };

const root = document.querySelector("[data-module='search']");
if (root) open(root);

function open(page) {
  const find = (name) => page.querySelector(`[data-${name}]`);
  const form = find("form");
  const field = find("search-field");
  const [answers, start, nothing, list, said] = ["answer", "start", "no-hits", "hits", "said"].map(find);
  const order = page.querySelector("select[data-order]");
  const more = find("more");
  const names = kindNames();
  const title = document.title;
  let turn = 0;
  let telling = 0;
  let typing = 0;
  let isTyping = false;
  let shown = 0;

  const filter = panel(page, {
    one: "träff",
    many: "träffar",
    nothing: "Inget passar alla val.",
    kept: ["q", "kind", "ordning"],
    isFolded: true,
    onChoice: read,
  });

  // `said` tells programs that read aloud, when the typing has paused.
  filter.status.removeAttribute("role");
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(typing);
    isTyping = false;
    go({ q: field.value.trim() });
  });
  field.addEventListener("input", () => {
    clearTimeout(typing);
    typing = setTimeout(() => {
      // A search is one step of the history, however many letters it has.
      go({ q: field.value.trim() }, isTyping);
      isTyping = true;
    }, TYPING);
  });
  field.addEventListener("change", () => {
    isTyping = false;
  });
  order.addEventListener("change", () => go({ ordning: order.value }));
  more.addEventListener("click", addMore);
  page.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-query]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    go({ q: link.dataset.query });
    filter.status.focus();
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]:not([data-query])");
    if (link) keepPlace(link);
  });
  letSlashBeTurnedOff(find("slash"));
  field.addEventListener("focus", () => prepare(), { once: true });
  if (location.search) prepare(() => asked().text);
  filter.start();

  // Changes what the address says of the page's own; an empty value leaves it out.
  function go(changes, inPlace = false) {
    const query = new URLSearchParams(location.search);
    for (const [name, value] of Object.entries(changes)) {
      query.delete(name);
      if (value) query.set(name, value);
    }
    const address = location.pathname + (query.size > 0 ? `?${query}` : "");
    if (inPlace || address === location.pathname + location.search) history.replaceState(null, "", address);
    else history.pushState(null, "", address);
    return read();
  }

  function asked() {
    const query = new URLSearchParams(location.search);
    const known = [...order.options].map((option) => option.value);
    return {
      text: (query.get("q") ?? "").trim(),
      kinds: query.getAll("kind").filter((kind) => names.has(kind)),
      order: known.find((value) => value && value === query.get("ordning")) ?? "",
    };
  }

  async function read() {
    const mine = ++turn;
    const { text, kinds, order: ordning } = asked();
    if (document.activeElement !== field || field.value.trim() !== text) field.value = text;
    order.value = ordning;
    const isAsked = text !== "" || filter.keys.length > 0 || kinds.length > 0;
    if (!isAsked) {
      showStart();
      return;
    }
    const waiting = setTimeout(() => {
      if (mine === turn) wait();
    }, WAIT_AFTER);
    try {
      const limit = Math.max(AT_ONCE, history.state?.shown ?? 0);
      const answer = await ask({ limit });
      const { sides } = await (await search()).choices();
      const dropped = answer.total === 0 ? await withoutEach() : null;
      if (mine !== turn) return;
      show(text, kinds, answer, dropped, sides);
      // When other scripts have put their buttons beside the hits.
      requestAnimationFrame(() => mine === turn && findPlace());
      setTimeout(explainHits, EXPLAIN_AFTER, mine);
    } catch (error) {
      if (mine === turn) fail(error);
    } finally {
      clearTimeout(waiting);
    }
  }

  // Where the visitor was when leaving by a link: the hit, or the first one in sight, and how far down it
  // stood. The browser's own memory of the place finds a page that has no hits yet.
  function keepPlace(link) {
    const inSight = (one) => one.getBoundingClientRect().bottom > 0;
    const hit = list.contains(link) ? link : [...list.querySelectorAll("a")].find(inSight);
    if (!hit || scrollY === 0) return;
    history.replaceState({ shown, hit: hit.href, top: hit.getBoundingClientRect().top }, "");
  }

  function findPlace() {
    const { hit, top } = history.state ?? {};
    const link = hit && [...list.querySelectorAll("a")].find((one) => one.href === hit);
    if (link) scrollBy({ top: link.getBoundingClientRect().top - top, behavior: "instant" });
  }

  async function explainHits(mine) {
    if (mine !== turn || shown === 0) return;
    try {
      const answer = await ask({ limit: shown, excerpts: isUnexplained });
      if (mine === turn) explain(list, answer.hits);
    } catch {
      explain(list, []);
    }
  }

  async function ask({ limit = AT_ONCE, offset = 0, keys = filter.keys, excerpts = false }) {
    const { text, kinds, order: ordning } = asked();
    const sort = ORDERS[ordning] ?? "relevance";
    const opened = await search();
    const filters = filtersOf(keys, await opened.choices());
    return opened.find(text, { kinds, filters, limit, offset, excerpts, sort });
  }

  // How many there would be without each of the chosen words.
  async function withoutEach() {
    const { keys } = filter;
    const counts = keys.map(async (key) => {
      const rest = keys.filter((other) => other !== key);
      return [key, (await ask({ keys: rest, limit: 1 })).total];
    });
    return new Map(await Promise.all(counts));
  }

  function showStart() {
    answers.hidden = true;
    nothing.hidden = true;
    start.hidden = false;
    document.title = title;
    tell("");
  }

  function wait() {
    list.setAttribute("aria-busy", "true");
    find("waiting").hidden = false;
  }

  function ready() {
    list.removeAttribute("aria-busy");
    find("waiting").hidden = true;
    find("fault").hidden = true;
  }

  function fail(error) {
    ready();
    list.replaceChildren();
    answers.hidden = true;
    nothing.hidden = true;
    start.hidden = false;
    find("fault-text").textContent = error.message;
    find("fault").hidden = false;
    tell(error.message);
  }

  function show(text, kinds, answer, dropped, sides) {
    ready();
    const isEmpty = answer.total === 0;
    const number = text ? `${hitCount(answer.total)} på ${quoted(text)}` : hitCount(answer.total);
    filter.tell({
      number: answer.total,
      status: number,
      left: answer.facets && leftOf(answer.facets, sides),
      ifDropped: dropped && ((key) => dropped.get(key) ?? 0),
    });
    document.title = `${text ? `${text} – ` : ""}${document.title}`;
    // In the portions that "Visa fler" adds, so that all stands as it stood then.
    list.replaceChildren();
    for (let at = 0; at < answer.hits.length; at += AT_ONCE) {
      list.append(...hits(answer.hits.slice(at, at + AT_ONCE), BASE, picturesIn(list)));
    }
    shown = answer.hits.length;
    putRemarks(number, answer);
    // A choice of words or kinds can be taken back; a search for nothing that is there cannot.
    answers.hidden = isEmpty && filter.keys.length === 0 && kinds.length === 0;
    putKinds(kinds, answer);
    const isElsewhere = kinds.length > 0 && countOf(answer.kinds) > 0;
    nothing.hidden = !isEmpty || filter.keys.length > 0 || isElsewhere;
    start.hidden = !isEmpty;
    find("no-hits-text").textContent = text ? nothingFound(text, answer.isVague) : "Inga träffar.";
    putWaysBack(kinds, answer);
    more.hidden = shown >= answer.total;
    more.textContent = `Visa fler (${counted(answer.total - shown, "träff", "träffar")} till)`;
  }

  function putRemarks(number, answer) {
    const pieces = remarks(answer);
    if (answer.mended && answer.total === 0) {
      const other = answer.mended.to.replaceAll('"', "");
      pieces.unshift(["Menade du ", queryLink(other, other), "?"]);
    }
    if (answer.unread > 0) {
      const unread = counted(answer.unread, "sida", "sidor");
      pieces.push([`Orden inom citattecken är vanliga. ${unread} till kan ha dem och är inte genomlästa.`]);
    }
    find("remarks").replaceChildren(...pieces.map((line) => make("p", {}, ...line)));
    find("remarks").hidden = pieces.length === 0;
    tell([number, ...pieces.map((line) => make("p", {}, ...line.map(textOf)).textContent)].join(". "));
  }

  function queryLink(query, text) {
    const made = make("a", { href: `?q=${encodeURIComponent(query)}` }, text);
    made.dataset.query = query;
    return made;
  }

  function putKinds(chosen, answer) {
    const counts = Object.entries(answer.kinds ?? {}).filter(([, count]) => count > 0);
    for (const kind of chosen) if (!(kind in (answer.kinds ?? {}))) counts.push([kind, 0]);
    counts.sort(([one], [other]) => [...names.keys()].indexOf(one) - [...names.keys()].indexOf(other));
    const all = counts.reduce((sum, [, count]) => sum + count, 0);
    const row = find("kinds");
    const hadFocus = row.contains(document.activeElement) ? document.activeElement.dataset.kind : null;
    const tab = (kind, name, count, isOn) => {
      const number = make("span", { className: "jb-count" }, count.toLocaleString("sv"));
      const made = make("button", { type: "button", className: "jb-small-button" }, name, " ", number);
      made.dataset.kind = kind;
      made.setAttribute("aria-pressed", String(isOn));
      made.addEventListener("click", () => go({ kind: isOn && kind ? "" : kind }));
      return make("li", {}, made);
    };
    row.replaceChildren(
      tab("", "Allt", all, chosen.length === 0),
      ...counts.map(([kind, count]) => tab(kind, names.get(kind) ?? kind, count, chosen.includes(kind))),
    );
    row.hidden = counts.length < 2 && chosen.length === 0;
    if (hadFocus !== null) row.querySelector(`[data-kind="${CSS.escape(hadFocus)}"]`)?.focus();
    // On a phone the row is one line, and what is pressed may stand beyond its end.
    const pressed = row.querySelector("[aria-pressed='true']");
    if (pressed) row.scrollLeft = pressed.offsetLeft - (row.clientWidth - pressed.offsetWidth) / 2;
  }

  // Where a kind leaves nothing, other kinds may have something.
  function putWaysBack(kinds, answer) {
    const others = countOf(answer.kinds);
    const way = find("other-kinds");
    way.hidden = !(answer.total === 0 && kinds.length > 0 && others > 0);
    if (way.hidden) return;
    const name = kinds.map((kind) => names.get(kind)).join(" och ");
    const button = make("button", { type: "button", className: "jb-small-button" }, `Visa ${hitCount(others)} i allt annat`);
    button.addEventListener("click", () => go({ kind: "" }));
    way.replaceChildren(`Inga träffar under ${name}. `, button);
  }

  async function addMore() {
    const mine = turn;
    more.disabled = true;
    try {
      const answer = await ask({ offset: shown });
      if (mine !== turn) return;
      const added = hits(answer.hits, BASE, picturesIn(list));
      list.append(...added);
      shown += answer.hits.length;
      history.replaceState({ shown }, "");
      setTimeout(explainHits, EXPLAIN_AFTER, mine);
      more.hidden = shown >= answer.total || answer.hits.length === 0;
      more.textContent = `Visa fler (${counted(answer.total - shown, "träff", "träffar")} till)`;
      added[0]?.querySelector("a")?.focus();
      tell(`Visar ${shown} av ${hitCount(answer.total)}.`);
    } catch (error) {
      fail(error);
    } finally {
      more.disabled = false;
    }
  }

  // Said when the typing has paused, so that nobody hears of every letter.
  function tell(text) {
    clearTimeout(telling);
    telling = setTimeout(() => {
      said.textContent = text;
    }, TELL_AFTER);
  }
}

const nothingFound = (text, isVague) =>
  isVague ? `${quoted(text)} är bara vanliga småord. Skriv också vad det gäller.` : `Inga träffar på ${quoted(text)}.`;
const countOf = (kinds) => Object.values(kinds ?? {}).reduce((sum, count) => sum + count, 0);
const textOf = (piece) => (typeof piece === "string" ? piece : piece.textContent);

function filtersOf(keys, { times, sides }) {
  const names = new Map(sides);
  const filters = {};
  for (const key of keys) {
    const at = key.indexOf("-");
    const [side, word] = [key.slice(0, at), key.slice(at + 1)];
    if (side === "tid") filters.tid = /^\d+$/.test(word) ? { max: Number(word) } : { min: times.at(-1) + 1 };
    else if (side === "grupp") filters.deltagare = Number(word);
    else if (names.has(side)) (filters[names.get(side)] ??= []).push(word);
  }
  return filters;
}

function leftOf(facets, sides) {
  const left = new Map();
  for (const [side, counts] of Object.entries(facets)) {
    const id = sides.find(([, filter]) => filter === side)?.[0] ?? side;
    for (const [word, count] of Object.entries(counts)) {
      left.set(`${id}-${word === LONGER.counted ? LONGER.id : word}`, count);
    }
  }
  return left;
}

// A key that stands alone for something can be turned off (WCAG 2.2, 2.1.4).
function letSlashBeTurnedOff(checkbox) {
  checkbox.checked = kept(SLASH_KEY) !== SLASH_OFF;
  checkbox.addEventListener("change", () => keep(SLASH_KEY, checkbox.checked ? null : SLASH_OFF));
  checkbox.closest("[hidden]").hidden = false;
}
