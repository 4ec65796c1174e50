// The ways out of the form: addresses that open GitHub or the visitor's own e-mail program. Nothing is
// sent from here.

// GitHub answers 414 to much longer addresses, and a sign-in on the way encodes them once more.
export const LONGEST_LINK = 7000;
// What Outlook and Windows take of a mailto address.
export const LONGEST_MAIL = 1900;

const path = (text) => text.split("/").map(encodeURIComponent).join("/");
const at = ({ name, branch }, action, ...parts) => `https://github.com/${name}/${action}/${path([branch, ...parts].join("/"))}`;

// GitHub's page for a new file, filled in; ``isWhole`` is false where the text had to be left out.
export function newFile(repo, folder, slug, text) {
  const bare = `${at(repo, "new", folder)}?filename=${encodeURIComponent(`${slug}.yml`)}`;
  const whole = `${bare}&value=${encodeURIComponent(text)}`;
  return whole.length <= LONGEST_LINK ? { href: whole, isWhole: true } : { href: bare, isWhole: false };
}

export const editFile = (repo, folder, slug) => at(repo, "edit", folder, `${slug}.yml`);
export const showFile = (repo, folder, slug) => at(repo, "blob", folder, `${slug}.yml`);
export const upload = (repo, folder) => at(repo, "upload", folder);

// A letter with the text in it; with a line that says to attach the file where the text is too long.
export function mail(to, { subject, text, file }) {
  const link = (body) => `mailto:${to.split("@").map(encodeURIComponent).join("@")}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(body.replaceAll("\n", "\r\n"))}`;
  const whole = link(`Filen ${file}:\n\n${text}`);
  return whole.length <= LONGEST_MAIL ? { href: whole, isWhole: true } : { href: link(`Jag bifogar filen ${file}.\n`), isWhole: false };
}
