// What pictures can be found by, and how many are left: the rules of hooks/jambanken/facets.py.
//
// A picture has `whole`, the keys of the picture, and `people`, the keys of each person in it. A
// choice is a Map from a facet's id to a Set of keys. A key is facet and word: "roll-ledare".

const facetOf = (key) => key.slice(0, key.indexOf("-"));

// The keys of the whole picture and of the people who fit, or null where it does not fit.
function open(picture, choice, ofPeople) {
  const wanted = [];
  for (const [facet, keys] of choice) {
    if (keys.size === 0) continue;
    if (ofPeople.has(facet)) wanted.push(keys);
    else if (!picture.whole.some((key) => keys.has(key))) return null;
  }
  const people = picture.people.filter((person) =>
    wanted.every((keys) => person.some((key) => keys.has(key))),
  );
  return people.length > 0 ? new Set([...picture.whole, ...people.flat()]) : null;
}

export function isFound(picture, choice, ofPeople) {
  return open(picture, choice, ofPeople) !== null;
}

// How many pictures each key would show beside what is chosen in the other facets.
export function counts(pictures, choice, facets, ofPeople) {
  const found = new Map();
  for (const facet of facets) {
    const rest = new Map([...choice].filter(([other]) => other !== facet));
    for (const picture of pictures) {
      for (const key of open(picture, rest, ofPeople) ?? []) {
        if (facetOf(key) === facet) found.set(key, (found.get(key) ?? 0) + 1);
      }
    }
  }
  return found;
}

export function without(choice, key) {
  return new Map(
    [...choice].map(([facet, keys]) => [facet, new Set([...keys].filter((one) => one !== key))]),
  );
}

export function chosen(choice) {
  return [...choice.values()].flatMap((keys) => [...keys]);
}

// A choice of keys, in the order of `facets`. Keys that are not in `known` are left out.
export function choiceOf(keys, facets, known) {
  const choice = new Map(facets.map((facet) => [facet, new Set()]));
  for (const key of keys) if (known.has(key)) choice.get(facetOf(key)).add(key);
  return choice;
}

// The keys in an address: "?verksamhet=forskola&roll=ledare" is verksamhet-forskola, roll-ledare.
export function keysIn(search) {
  return [...new URLSearchParams(search)].map(([facet, word]) => `${facet}-${word}`);
}

// The other way round; empty where nothing is chosen.
export function search(choice) {
  const query = new URLSearchParams(
    chosen(choice).map((key) => [facetOf(key), key.slice(facetOf(key).length + 1)]),
  );
  return query.size > 0 ? `?${query}` : "";
}
