// @ts-check
// Light or dark, before anything is painted: what the reader chose last, else what the system says.
(() => {
const { classList, dataset } = document.documentElement;
/**
 * @template T
 * @param {(store: Storage) => T} act
 * @returns {T | undefined}
 */
const storage = (act) => {
	try {
		return act(localStorage);
	} catch {
		// Storage is closed to sandboxed frames: a choice lasts as long as the page.
	}
};
const chosen = storage((store) => store.radarScheme);
if (/^(light|dark)$/.test(chosen || "")) dataset.scheme = chosen;
classList.add("js");
addEventListener("DOMContentLoaded", () => {
	/** @type {NodeListOf<HTMLButtonElement>} */
	const buttons = document.querySelectorAll(".scheme"); // a single file has one in each language
	for (const button of buttons) {
		button.hidden = false;
		button.onclick = () => {
			dataset.scheme = (dataset.scheme || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark" ? "light" : "dark";
			storage((store) => (store.radarScheme = dataset.scheme));
		};
	}
});
})();
