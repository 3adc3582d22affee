// Light or dark, before anything is painted: what the reader chose last, else what the system says.
(() => {
	"use strict";
	const root = document.documentElement;
	const dark = matchMedia("(prefers-color-scheme: dark)");
	const key = "radar-scheme";
	root.classList.add("js");
	try {
		const chosen = localStorage.getItem(key);
		if (chosen === "light" || chosen === "dark") root.dataset.scheme = chosen;
	} catch {
		// Storage is closed to sandboxed frames: the system's choice holds.
	}
	addEventListener("DOMContentLoaded", () => {
		const button = document.querySelector(".scheme");
		if (!button) return;
		button.hidden = false;
		button.onclick = () => {
			const now = root.dataset.scheme || (dark.matches ? "dark" : "light");
			root.dataset.scheme = now === "dark" ? "light" : "dark";
			try {
				localStorage.setItem(key, root.dataset.scheme);
			} catch {
				// As above: the choice lasts as long as the page.
			}
		};
	});
})();
