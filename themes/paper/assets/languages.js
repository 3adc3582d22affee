// @ts-check
// One file in several languages: shows the one that the address names. The other scripts, which run
// after this one, know of no other; so a change of the language loads the page again.
(() => {
/** @type {HTMLElement[]} */
const languages = [...document.querySelectorAll(/** @type {"div"} */ (".language"))];
const named = () => languages.find(({ id }) => id && location.hash.startsWith("#" + id)) || languages[0];
const shown = named();
if (!shown) return;
const others = languages.filter((one) => one !== shown);
shown.hidden = false;
for (const one of others) one.hidden = true;
shown.after(...others); // its links past the menu are the first of the page, for who looks for them
Object.assign(document.documentElement, { lang: shown.lang, dir: shown.dir || "ltr" });
document.title = shown.dataset.title || "";
// A picture that an earlier language has is in the file once.
/** @type {NodeListOf<HTMLImageElement>} */
const pictures = shown.querySelectorAll('img[src="data:,"]');
for (const one of pictures) {
	const first = document.querySelector(/** @type {"img"} */ (`[data-picture="${one.dataset.picture}"]:not([src="data:,"])`));
	if (first) one.src = first.src;
}
// The same part, search or table in another language; where that has no such part, its page.
/** @type {NodeListOf<HTMLAnchorElement>} */
const links = shown.querySelectorAll(".languages a");
for (const link of links) {
	const { hash } = link;
	link.onclick = () => {
		const { id } = languages.find(({ lang }) => lang === link.hreflang) || shown;
		const state = location.hash.slice(1 + shown.id.length);
		const parts = [":target", ".part:has(:target)"].map((here) => shown.querySelector(here)?.id.slice(shown.id.length));
		const there = state.includes("=") ? state : parts.find((name) => name && document.getElementById(id + name));
		link.hash = there ? id + there : hash;
	};
}
addEventListener("hashchange", () => named() === shown || location.reload());
})();
