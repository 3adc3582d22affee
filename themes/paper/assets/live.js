// @ts-check
// Reloads a page that is being served when its radar was built anew; what was typed, marked and scrolled stays.
(() => {
const key = `radar ${location.pathname}`;
/** @typedef {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement} Field */
/** @typedef {{name: string, value: string, checked: boolean}} Kept */
/** @typedef {{x: number, y: number, fields: Kept[], boxes: [string, number, number][], open: string[], at: string, from: number | null, to: number | null}} State */
/** @returns {Field[]} */
const fields = () => [...document.querySelectorAll(/** @type {"input"} */ ("input, textarea, select"))];
/** @param {Element} element @returns {string} */
const nameOf = (element) => {
	const all = [...document.querySelectorAll(element.localName)];
	return element.id || `${element.localName} ${element.getAttribute("name") || ""} ${all.indexOf(element)}`;
};
/** @param {string} name @returns {Element | undefined} */
const named = (name) => document.getElementById(name) || [...document.querySelectorAll(name.split(" ")[0] || "body")].find((element) => nameOf(element) === name);
/** @param {Field} field @returns {Kept} */
const keep = (field) => ({ name: nameOf(field), value: field.value, checked: "checked" in field && field.checked });
/** @param {Element | null} element @returns {element is HTMLInputElement | HTMLTextAreaElement} */
const isText = (element) => !!element && "selectionStart" in element;

const save = () => {
	const active = document.activeElement;
	/** @type {State} */
	const state = {
		x: scrollX,
		y: scrollY,
		fields: fields().map(keep),
		boxes: [...document.querySelectorAll("body *")].filter((box) => box.scrollTop || box.scrollLeft).map((box) => [nameOf(box), box.scrollLeft, box.scrollTop]),
		open: [...document.querySelectorAll("details[open]")].map(nameOf),
		at: active && active !== document.body ? nameOf(active) : "",
		from: isText(active) ? active.selectionStart : null,
		to: isText(active) ? active.selectionEnd : null,
	};
	sessionStorage.setItem(key, JSON.stringify(state));
};
/** @param {Kept} kept */
const restoreField = (kept) => {
	const field = fields().find((each) => nameOf(each) === kept.name);
	if (!field) return;
	const isBox = "checked" in field && /checkbox|radio/.test(field.type);
	if (isBox ? field.checked === kept.checked : field.value === kept.value) return;
	if (isBox) field.checked = kept.checked;
	else field.value = kept.value;
	for (const kind of ["input", "change"]) field.dispatchEvent(new Event(kind, { bubbles: true }));
};
/** @param {State} state */
const restore = (state) => {
	state.fields.forEach(restoreField);
	for (const name of state.open) named(name)?.setAttribute("open", "");
	const at = state.at ? named(state.at) : undefined;
	if (at instanceof HTMLElement || at instanceof SVGElement) at.focus({ preventScroll: true });
	if (isText(at || null) && state.from !== null) /** @type {HTMLInputElement} */ (at).setSelectionRange(state.from, state.to);
	const scroll = () => {
		for (const [name, x, y] of state.boxes) named(name)?.scrollTo(x, y);
		scrollTo({ left: state.x, top: state.y, behavior: "instant" });
	};
	scroll();
	requestAnimationFrame(scroll);
};
addEventListener("load", () => {
	const text = sessionStorage.getItem(key);
	sessionStorage.removeItem(key);
	if (text) restore(JSON.parse(text));
});

// not in the middle of a word that an input method composes, nor while a dialog asks something
let composes = false, isDue = false;
const reload = () => {
	isDue = true;
	if (composes || document.querySelector("dialog[open]")) return;
	save();
	location.reload();
};
addEventListener("compositionstart", () => (composes = true));
addEventListener("compositionend", () => {
	composes = false;
	if (isDue) reload();
});
addEventListener("close", () => isDue && reload(), true);
const version = document.querySelector("meta[name=radar-version]")?.getAttribute("content") || "";
new EventSource(`/.radar/events?${version}`).onmessage = reload;
})();
