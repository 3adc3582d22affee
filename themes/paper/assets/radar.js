// @ts-check
// The radar and its list as two views of one thing: lighting, keys, zoom, state in the address.
// The other scripts build on `Radar`.
/**
 * The data of the first page, as `live_data` of `radar/render/site/live_data.py` writes it.
 * @typedef {object} PageData
 * @property {Record<string, EntryFacts>} entries by id; an entry of which there is nothing to say is left out
 * @property {Record<string, boolean>} fields ids of those of the radar's own, and whether their values are addresses
 * @property {EditionData[]} editions the oldest first
 * @property {MarkData[]} marks those of the key, in its order; none for fewer than two editions
 * @property {Record<string, BlipState[]>} blips by the id of the entry, the oldest first; as `marks`
 */
/**
 * What the list does not say of an entry.
 * @typedef {object} EntryFacts
 * @property {string[]} [tag] ids of its tags
 * @property {string[]} [owner] those who look after it
 * @property {Record<string, string[]>} [own] values of the radar's own fields, by the id of the field
 * @property {Record<string, string>} [said] the same in words, where these differ
 * @property {string[]} [also] other names that a search finds
 * @property {string} [since] the name of the edition since which it has its ring
 * @property {string} [reviewed] YYYY-MM-DD
 */
/**
 * @typedef {object} EditionData
 * @property {string} id
 * @property {string} name
 * @property {string} address of its page, from the first page
 * @property {string} status its name and counts, in words
 * @property {number} scale how many times larger its marks are than those of the key
 */
/**
 * @typedef {object} MarkData
 * @property {string} movement `unchanged`, `new`, `in`, `out` or `returned`
 * @property {string} text the same in words; empty for `unchanged`
 * @property {boolean} turns whether the mark points to the centre or away from it
 */
/**
 * Where an entry was, from an edition to that of the next state. Without a ring, it was not on the
 * radar; without `x`, it was not drawn; without `anchor`, it had no label. The last state is what the
 * page shows without a script.
 * @typedef {object} BlipState
 * @property {number} edition its index
 * @property {number} [quadrant] its place
 * @property {number} [ring] its place
 * @property {number} [mark] index in `marks`, of this edition only: in later ones the entry is unchanged
 * @property {number} [x] of the blip, as all lengths in whole px
 * @property {number} [y]
 * @property {number} [right] from the blip to the start of its label
 * @property {number} [down]
 * @property {"start" | "middle" | "end"} [anchor] of the label
 * @property {string[]} [lines] of the label, where they are not those of the state before
 */
/**
 * An entry as it stands in the edition that is shown.
 * @typedef {object} Item
 * @property {string} id
 * @property {HTMLElement} li its line in the list
 * @property {HTMLAnchorElement} link in that line
 * @property {string} name
 * @property {string} number
 * @property {string} summary
 * @property {boolean} left whether it is off the radar in the newest edition
 * @property {boolean} there whether it is on the radar
 * @property {string} movement
 * @property {string} hue the class of its quadrant
 * @property {string} quadrant
 * @property {string} ring
 * @property {string[]} tag
 * @property {string[]} also
 * @property {string[]} owner
 * @property {Record<string, string[]>} own
 * @property {string} [since]
 * @property {string} [reviewed]
 * @property {Record<string, string>} said quadrant, ring, movement, tags, owners and own fields, in words
 */
/**
 * What the address says after `#`.
 * @typedef {object} State
 * @property {string} q what is searched for
 * @property {string} view `table` or empty
 * @property {string} zoom the id of a quadrant, or empty
 * @property {string} edition an id, or empty for the newest
 * @property {Record<string, string[]>} filters by kind: `quadrant`, `ring` … or a field of the radar's own
 */
/** @typedef {(state: State) => void} Listener */
var Radar = (() => {
/** @type {SVGSVGElement | null} */
const svg = document.querySelector("svg.radar");
const list = document.getElementById("list");
if (!svg || !list) return;
/**
 * @template {Element} [E=HTMLElement]
 * @param {string} selector
 * @param {ParentNode} [within]
 * @returns {E[]}
 */
const all = (selector, within = document) => [.../** @type {NodeListOf<E>} */ (within.querySelectorAll(selector))];
/** @type {Partial<PageData>} */
const data = JSON.parse(document.getElementById("radar-data")?.textContent || "{}");

// Entries, from the list: where its line is, an entry stands.
/**
 * @param {Item} item
 * @param {string} [movement]
 * @param {string} [moved] the same in words
 */
const settle = (item, movement = "unchanged", moved = "") => {
	const [group, ring] = [".group", ".ring"].map((part) => /** @type {HTMLElement} */ (item.li.closest(part)));
	Object.assign(item, { movement, hue: group.classList[1], ...group.dataset, ...ring.dataset });
	Object.assign(item.said, { quadrant: all("h2", group)[0].textContent, ring: all("h3", ring)[0].textContent, movement: moved });
};
/** @type {Map<string, Item>} */
const items = new Map();
for (const li of all("li[data-entry]", list)) {
	const id = li.dataset.entry || "";
	const link = /** @type {HTMLAnchorElement} */ (li.firstChild);
	const [moved] = all(".moved", li);
	const item = /** @type {Item} */ ({
		id, li, link, tag: [], owner: [], also: [], own: {}, said: {},
		left: li.hidden, there: !li.hidden,
		name: link.lastChild?.textContent?.trim() || "",
		number: link.children[0]?.textContent || "",
		summary: li.querySelector("p")?.textContent || "",
		...data.entries?.[id],
	});
	items.set(id, item);
	settle(item, moved?.classList[1], moved?.textContent);
}

// State, kept in the fragment of the address.
/** @type {Listener[]} */
const listeners = [];
const kinds = ["quadrant", "ring", "movement", "tag", "owner", ...Object.keys(data.fields || {})];
/** @type {State} */
let state;
const read = () => {
	const given = new URLSearchParams(location.hash.includes("=") ? location.hash.slice(1) : "");
	state = /** @type {State} */ (Object.fromEntries([
		...["q", "view", "zoom", "edition"].map((key) => [key, given.get(key) || ""]),
		["filters", Object.fromEntries(kinds.map((kind) => [kind, given.getAll(kind)]))],
	]));
	listeners.forEach((tell) => tell(state));
};
/** @param {Partial<State>} change */
const set = (change) => {
	const filters = { ...state.filters, ...change.filters };
	const pairs = Object.entries({ ...state, ...change, ...filters, filters: "" }).flatMap(([key, given]) => [given].flat().filter(Boolean).map((value) => [key, value]));
	const kept = new URLSearchParams(pairs);
	try {
		history.replaceState(null, "", `#${kept}`);
	} catch {
		location.hash = `${kept}`; // no right to replace it
	}
	read();
};
const clear = () => {
	const { view, edition } = state;
	state = /** @type {State} */ ({});
	set({ view, edition });
};

// Lighting: whatever carries the entry's id, in both views.
const [caption] = all(".caption");
let lit = "";
/**
 * @param {string} id
 * @param {Element} [view]
 */
const light = (id, view) => {
	if (id === lit) return;
	lit = id;
	for (const one of all(`.lit, [data-entry="${id}"]`)) one.classList.toggle("lit", one.dataset.entry === id);
	const item = items.get(id);
	svg.classList.toggle("lighting", !!id);
	caption.hidden = !item || view !== svg;
	if (!item || caption.hidden) return;
	caption.replaceChildren(item.link.cloneNode(true), " " + Object.values(item.said).slice(0, 3).filter(Boolean).join(" · "));
	if (item.li.getBoundingClientRect().left > svg.getBoundingClientRect().right) item.li.scrollIntoView({ block: "nearest" });
};
/**
 * @param {Event} event
 * @param {string} selector
 */
const around = ({ target }, selector) => /** @type {HTMLElement | null} */ (/** @type {Element} */ (target).closest(selector));
/** @param {Event} event */
const entryAt = (event) => around(event, "[data-entry]")?.dataset.entry || "";
for (const view of [svg, list]) {
	for (const type of ["mouseover", "focusin"]) view.addEventListener(type, (event) => light(entryAt(event), view));
	for (const type of ["mouseleave", "focusout"]) view.addEventListener(type, () => light(""));
}
// A first tap says what a blip is, a second opens it; elsewhere it zooms.
/** @type {string} */
let before;
svg.addEventListener("pointerdown", (event) => {
	before = event.pointerType === "touch" ? lit : entryAt(event);
});
svg.addEventListener("click", (event) => {
	const id = entryAt(event);
	const part = around(event, "[data-quadrant]")?.dataset.quadrant;
	if (id && event.detail && before !== id) {
		event.preventDefault();
		light(id, svg);
	} else if (id && !around(event, "a")) {
		/** @type {SVGAElement[]} */
		const [link] = all(`.blip[data-entry="${id}"] a`, svg); // names in a small window have none
		link?.dispatchEvent(new MouseEvent("click", event));
	} else if (!id && part) set({ zoom: state.zoom === part ? "" : part });
});

// Zoom: the view box moves. In the newest edition a quadrant has names for it; they are set in px,
// and the picture is larger than its frame where they would become smaller.
const zooms = all("[data-zoom]");
const quadrants = zooms.map((button) => button.dataset.zoom || "");
/** @param {string | null} [text] */
const numbers = (text) => (text || "").split(" ").map(Number);
const viewBox = () => numbers(svg.getAttribute("viewBox"));
const whole = viewBox();
const edge = Number(all(".spokes", svg)[0].getAttribute("stroke-width"));
/** @type {SVGGElement[]} */
const nears = all(".near", svg);
/** @param {HTMLElement} button */
const boxOf = ({ dataset, className }) => {
	/** @type {SVGGraphicsElement[]} */
	const parts = all(`[data-quadrant="${dataset.zoom}"], text.${className}`, svg);
	const boxes = parts.map((part) => DOMRect.fromRect(part.getBBox()));
	/**
	 * @param {"x" | "y" | "right" | "bottom"} side
	 * @param {1 | -1} sign
	 */
	const most = (side, sign) => sign * (edge + Math.max(...boxes.map((box) => sign * box[side])));
	const [left, top] = [most("x", -1), most("y", -1)];
	return [left, top, most("right", 1) - left, most("bottom", 1) - top];
};
// The name of a ring belongs to the quadrants beside it.
/** @param {SVGTextElement} text */
const beside = (text) => {
	const { x, y, width, height } = text.getBBox();
	/** @type {SVGGeometryElement[]} */
	const sectors = all(".sector:not(.off)", svg);
	/**
	 * @param {number} right
	 * @param {number} down
	 */
	const holds = (right, down) => sectors.some((sector) => sector.isPointInFill({ x: x + width / 2 + right, y: y + height / 2 + down }));
	return holds(edge, 0) || holds(-edge, 0) || holds(0, edge) || holds(0, -edge);
};
/** @type {number} */
let frame;
/** @param {number[]} goal */
const moveTo = (goal) => {
	const start = viewBox();
	cancelAnimationFrame(frame);
	svg.style.aspectRatio = `${goal[2] / goal[3]}`;
	if (`${start}` === `${goal}`) return;
	/** @type {number} */
	let began;
	const length = matchMedia("(prefers-reduced-motion: reduce)").matches ? 1 : 320;
	/** @param {number} now */
	const step = (now) => {
		began ??= now;
		const t = Math.min(1, (now - began) / length);
		const share = t * t * (3 - 2 * t);
		svg.setAttribute("viewBox", goal.map((end, n) => start[n] + (end - start[n]) * share).join(" "));
		if (t < 1) frame = requestAnimationFrame(step);
	};
	frame = requestAnimationFrame(step);
};
for (const button of zooms) button.onclick = () => set({ zoom: button.dataset.zoom });
listeners.push(({ zoom, edition }) => {
	const at = Math.max(0, quadrants.indexOf(zoom));
	const zoomed = at > 0;
	svg.classList.toggle("zoomed", zoomed);
	for (const part of all("[data-entry], .sector, .gap, .arc, .heading", svg)) part.classList.toggle("off", zoomed && !part.closest("." + zooms[at].className));
	/** @type {SVGTextElement[]} */
	const names = all(":is(svg, .usual) > .ring-names text", svg);
	for (const text of names) text.classList.toggle("off", zoomed && !beside(text));
	const near = zoomed && !edition ? nears.find((one) => one.matches("." + zooms[at].className)) : undefined;
	svg.classList.toggle("named", !!near);
	for (const one of nears) one.classList.toggle("shown", one === near);
	svg.style.cssText = near?.dataset.style || "";
	moveTo(near ? numbers(near.dataset.view) : zoomed ? boxOf(zooms[at]) : whole);
	for (const button of zooms) button.ariaPressed = `${button === zooms[at]}`;
});

// Keys. Arrows go along those that are shown.
/** @type {Record<string, () => void>} */
const actions = {
	Escape: () => {
		light("");
		clear();
	},
};
/** @type {Record<string, number>} */
const MOVES = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1, Home: -1e9, End: 1e9 };
/** @param {KeyboardEvent} event */
const step = (event) => {
	const move = MOVES[event.key];
	const view = move && around(event, ".blips, .found, .table, #list");
	if (!view) return false;
	const shown = all("[data-entry] a", view).filter((link) => !link.closest("[hidden], .away, .gone"));
	const next = shown.findIndex((link) => link === around(event, "a")) + move;
	shown[Math.min(shown.length - 1, Math.max(0, next))]?.focus();
	return true;
};
addEventListener("keydown", (event) => {
	const { key } = event;
	if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || all("dialog[open]")[0]) return;
	if (around(event, "input:not([type=checkbox])") && key !== "Escape") return;
	if (/^\d$/.test(key) && key in quadrants) set({ zoom: quadrants[+key] });
	else if (actions[key]) actions[key]();
	else if (!step(event)) return;
	event.preventDefault();
});

all(".bar")[0].hidden = false;
addEventListener("hashchange", read);
addEventListener("DOMContentLoaded", read);
return { svg, list, items, data, kinds, all, set, settle, clear, actions, listeners };
})();
