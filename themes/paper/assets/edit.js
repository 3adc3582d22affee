// @ts-check
// What `radar serve --edit` adds: a blip that is dragged to another ring moves in its file, after a dialog asked why.
// On the keyboard `m` opens the dialog for the blip that has the focus.
(() => {
/** @type {{token: string, edition: string, rings: [string, string][], undo: string, words: Record<string, string>}} */
const about = JSON.parse(document.getElementById("radar-edit")?.textContent || "{}");
const { words } = about;
const svg = /** @type {SVGSVGElement | null} */ (document.querySelector("svg.radar"));
/** @typedef {{quadrant: string, ring: string, path: SVGGeometryElement}} Sector */

/**
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} name
 * @param {Record<string, string>} [attributes]
 * @param {...(Node | string)} children
 */
const make = (name, attributes = {}, ...children) => {
	const element = document.createElement(name);
	for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
	element.append(...children);
	return element;
};
/** @param {string} action @param {object} [asked] @returns {Promise<string>} */
const send = async (action, asked = {}) => {
	const headers = { "Content-Type": "application/json", "X-Radar-Token": about.token };
	const answer = await fetch(`/.radar/${action}`, { method: "POST", headers, body: JSON.stringify(asked) }).catch(() => undefined);
	const told = answer && (await answer.json().catch(() => ({})));
	return answer?.ok ? "" : told?.error || words.failed;
};

const undo = () => {
	const said = make("span", { role: "status" }, about.undo);
	const button = make("button", { type: "button" }, words.undo || "");
	button.onclick = async () => {
		button.disabled = true;
		const error = await send("undo");
		said.textContent = error || about.undo;
		if (!error) bar.remove();
	};
	const bar = make("p", { class: "edited" }, said, " ", button);
	document.body.append(bar);
};
if (about.undo) undo();
if (!svg || !document.getElementById("radar-data")) return;
svg.dataset.edit = "";

/** @returns {Sector[]} */
const sectors = () => [...svg.querySelectorAll(".sector")].map((path) => {
	const quadrant = path.closest("[data-quadrant]")?.getAttribute("data-quadrant") || "";
	const mark = `-sector-${quadrant}-`;
	return { quadrant, ring: path.id.slice(path.id.lastIndexOf(mark) + mark.length), path: /** @type {SVGGeometryElement} */ (path) };
});
/** @param {number} x @param {number} y @returns {Sector | undefined} */
const sectorAt = (x, y) => sectors().find(({ path }) => {
	const matrix = path.getScreenCTM();
	return matrix && path.isPointInFill(new DOMPoint(x, y).matrixTransform(matrix.inverse()));
});
/** @param {Element} blip */
const nameOf = (blip) => blip.querySelector("[aria-label]")?.getAttribute("aria-label")?.replace(/^\d+\. /, "").split(/[:,]/)[0] || blip.getAttribute("data-entry") || "";

/** @param {Element} blip @param {string} ring @param {string} quadrant */
const ask = (blip, ring, quadrant) => {
	const options = about.rings.map(([id, name]) => make("option", id === ring ? { value: id, selected: "" } : { value: id }, name));
	const select = make("select", { name: "ring" }, ...options);
	const note = make("textarea", { name: "note", rows: "3", maxlength: "2000" });
	const error = make("p", { role: "alert" });
	const record = make("button", { type: "submit" }, words.record || "");
	const cancel = make("button", { type: "button" }, words.cancel || "");
	const title = make("h2", { id: "edit-title" }, `${words.title}: ${nameOf(blip)}`);
	const form = make("form", {}, title, make("label", {}, words.ring || "", select), make("label", {}, words.reason || "", note), error, record, " ", cancel);
	const dialog = make("dialog", { class: "edit", "aria-labelledby": "edit-title" }, form);
	form.onsubmit = async (event) => {
		event.preventDefault();
		record.disabled = true;
		error.textContent = await send("move", { entry: blip.getAttribute("data-entry"), ring: select.value, quadrant, note: note.value });
		record.disabled = false;
		if (!error.textContent) dialog.close();
	};
	cancel.onclick = () => dialog.close();
	dialog.onkeydown = (event) => event.stopPropagation(); // the keys of the page are for the page
	dialog.onclose = () => dialog.remove();
	document.body.append(dialog);
	dialog.showModal();
	note.focus();
};

// while the slider is away from the newest edition the picture shows what was: nothing of that moves
/** @param {Element | null} target @returns {Element | null} */
const blipOf = (target) => (document.body.classList.contains("past") ? null : target?.closest("[role='listitem'][data-entry]") || null);
/** @type {{blip: Element, x: number, y: number, from: Sector | undefined, ghost?: HTMLElement} | null} */
let drag = null;
let isDropped = false;
const stop = () => {
	drag?.ghost?.remove();
	for (const { path } of sectors()) path.classList.remove("target");
	drag = null;
};
svg.addEventListener("pointerdown", (event) => {
	const blip = event.button ? null : blipOf(/** @type {Element} */ (event.target));
	isDropped = false;
	if (!blip) return;
	const box = blip.getBoundingClientRect();
	drag = { blip, x: event.clientX, y: event.clientY, from: sectorAt(box.x + box.width / 2, box.y + box.height / 2) };
});
svg.addEventListener("dragstart", (event) => event.preventDefault()); // of the link in the blip
addEventListener("pointermove", (event) => {
	if (!drag || (!drag.ghost && Math.hypot(event.clientX - drag.x, event.clientY - drag.y) < 6)) return;
	if (!drag.ghost) {
		drag.ghost = make("div", { class: "dragged" });
		document.body.append(drag.ghost);
	}
	drag.ghost.style.left = `${event.clientX}px`;
	drag.ghost.style.top = `${event.clientY}px`;
	const over = sectorAt(event.clientX, event.clientY);
	for (const { path } of sectors()) path.classList.toggle("target", path === over?.path);
});
addEventListener("pointerup", (event) => {
	if (!drag) return;
	const { blip, from, ghost } = drag;
	const to = ghost && sectorAt(event.clientX, event.clientY);
	isDropped = !!ghost;
	stop();
	if (to && to.path !== from?.path) ask(blip, to.ring, to.quadrant === from?.quadrant ? "" : to.quadrant);
});
addEventListener("pointercancel", stop);
addEventListener("click", (event) => {
	if (!isDropped) return;
	isDropped = false; // it was a drop, not a click on the link
	event.preventDefault();
	event.stopPropagation();
}, true);
addEventListener("keydown", (event) => {
	if (event.key === "Escape") stop();
	const blip = blipOf(document.activeElement);
	if (event.key !== "m" || event.ctrlKey || event.metaKey || event.altKey || !blip || !svg.contains(blip)) return;
	event.preventDefault();
	const box = blip.getBoundingClientRect();
	ask(blip, sectorAt(box.x + box.width / 2, box.y + box.height / 2)?.ring || "", "");
});
})();
