// Leaves what fits the filters, and counts what each further choice would leave.

import { kindOf, ofKinds, tally } from "./files.js";

// The sides whose values are ids: of these the index has where each is, of others what each document has.
const groupsOf = (facets, { sides }) => sides.map(([, filter]) => filter).filter((name) => !Array.isArray(facets[name]));

// Who passes each filter: {name: document => boolean}.
function tests(filters, facets, manifest) {
  const found = {};
  const groups = groupsOf(facets, manifest);
  for (const [name, wanted] of Object.entries(filters ?? {})) {
    const list = [wanted].flat().filter((value) => value !== undefined && value !== null);
    if (list.length === 0) continue;
    if (groups.includes(name)) found[name] = among(facets[name] ?? {}, list, manifest.size);
    else if (name === "kind") found[name] = ofKinds(list, manifest);
    else if (name === "insats") found[name] = (document) => list.includes(facets.insats[document]);
    else if (name === "tid") found[name] = within(facets.tid, list[0]);
    else if (name === "deltagare") found[name] = suits(facets.deltagare, Number(list[0]));
    else {
      console.warn(`Sökningen har inget filter ”${name}”. Den har kind, ${manifest.sides.map(([, one]) => one).join(", ")}.`);
      found[name] = () => false;
    }
  }
  return found;
}

function among(places, ids, size) {
  const fits = new Uint8Array(size);
  for (const id of ids) if (Object.hasOwn(places, id)) for (const one of placesOf(places[id])) fits[one] = 1;
  return (document) => fits[document] === 1;
}

function* placesOf(gaps) {
  let place = 0;
  for (const gap of gaps) yield (place += gap);
}

function within(times, { min = 1, max = Infinity }) {
  return (document) => times[document] > 0 && times[document] >= min && times[document] <= max;
}

function suits(groups, size) {
  return (document) => groups[document] !== 0 && groups[document][0] <= size && size <= groups[document][1];
}

// The documents that fit all filters, and the counts beside what is chosen in the other filters.
export function choose(documents, filters, facets, manifest) {
  const fits = tests(filters, facets, manifest);
  const names = Object.keys(fits);
  const failing = new Map();
  const kept = [];
  for (const document of documents) {
    const failed = names.filter((name) => !fits[name](document));
    if (failed.length === 0) kept.push(document);
    if (failed.length <= 1) failing.set(document, failed[0]);
  }
  const open = (name) => (document) =>
    failing.has(document) && [undefined, name].includes(failing.get(document));
  return { kept, counts: counts(open, documents, facets, manifest) };
}

function counts(open, documents, facets, manifest) {
  const found = {};
  for (const name of groupsOf(facets, manifest)) {
    const isOpen = new Uint8Array(manifest.size);
    for (const document of documents) if (open(name)(document)) isOpen[document] = 1;
    found[name] = {};
    for (const [id, gaps] of Object.entries(facets[name] ?? {})) {
      let count = 0;
      for (const place of placesOf(gaps)) count += isOpen[place];
      if (count > 0) found[name][id] = count;
    }
  }
  found.insats = tally(documents.filter(open("insats")).map((document) => facets.insats[document]));
  const { times } = manifest;
  const minutes = documents.filter(open("tid")).map((document) => facets.tid[document]);
  found.tid = Object.fromEntries(
    times.map((limit) => [limit, minutes.filter((one) => one > 0 && one <= limit).length]),
  );
  found.tid.mer = minutes.filter((one) => one > times.at(-1)).length;
  found.kind = tally(documents.filter(open("kind")).map((document) => kindOf(document, manifest)));
  return found;
}
