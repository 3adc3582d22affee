// @ts-check
// The radar and its list as two views of one thing: lighting, keys, zoom, state in the address.
// The other scripts build on `Radar`.
/**
 * The data of the first page, as `live_data` of `radar/render/site/live_data.py` writes it.
 * @typedef {object} PageData
 * @property {Record<string, EntryFacts>} entries by id; an entry of which there is nothing to say is left out
 * @property {Record<string, string>} fields ids of those of the radar's own, and their types: `number`, `choice`, `link` …
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
// A single file has several languages, of which one is shown; its ids begin with that of the part.
/** @type {HTMLElement | null} */
const part = document.querySelector(".language:not([hidden])");
const root = part || document, prefix = part?.id || "";
/** @type {SVGSVGElement | null} */
const svg = root.querySelector("svg.radar");
/** @type {HTMLElement | null} */
const list = root.querySelector(".list");
if (!svg || !list) return;
/**
 * @template {Element} [E=HTMLElement]
 * @param {string} selector
 * @param {ParentNode} [within]
 * @returns {E[]}
 */
const all = (selector, within = root) => [.../** @type {NodeListOf<E>} */ (within.querySelectorAll(selector))];
// Data of the page by its id. A further language of a file says what is different from the first.
/** @param {string} id */
const load = (id) => {
	const [whole, own] = [id, prefix + id].map((one) => JSON.parse(document.getElementById(one)?.textContent || "{}"));
	for (const key in own) whole[key] = own[key].constructor === Object ? { ...whole[key], ...own[key] } : own[key];
	return whole;
};
/** @type {Partial<PageData>} */
const data = load("radar-data");

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
	const given = new URLSearchParams(location.hash.includes("=") ? location.hash.slice(1 + prefix.length) : "");
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
	const kept = prefix + new URLSearchParams(pairs);
	try {
		history.replaceState(null, "", "#" + kept);
	} catch {
		location.hash = kept; // no right to replace it
	}
	read();
};
const clear = () => {
	const { view, edition } = state;
	state = /** @type {State} */ ({});
	set({ view, edition });
};

// Lighting: whatever carries the entry's id, in both views. Nothing scrolls for it.
let lit = "";
let isHeld = false; // by the focus, which the pointer does not take away
/**
 * @param {string} id
 * @param {Element | null} [anchor] of the caption: what is pointed at in the picture
 */
const light = (id, anchor) => {
	if (id !== lit) for (const one of all(`.lit, [data-entry="${id}"]`)) one.classList.toggle("lit", one.dataset.entry === id);
	lit = id;
	isHeld = false;
	svg.classList.toggle("lighting", !!id);
	tell(anchor ? items.get(id) : undefined, anchor);
};

// The caption says at a mark what it is. It is fixed in the window, its name next to the mark.
const [caption] = all(".caption");
const [title, place, about] = all("*", caption);
const GAP = 4; // px to the mark: the pointer gets from one to the other
let above = false; // where a finger is not in the way
/** @type {SVGGraphicsElement | undefined} */
let told;
/**
 * @param {Item | undefined} item
 * @param {Element | null} [anchor]
 */
const tell = (item, anchor) => {
	caption.hidden = !item;
	told = item && /** @type {SVGGraphicsElement} */ (anchor);
	if (!item) return;
	title.textContent = item.name;
	place.textContent = [item.said.ring, item.said.movement].filter(Boolean).join(" · ");
	about.textContent = item.summary;
	pin();
};
const pin = () => {
	const matrix = told?.getScreenCTM();
	if (!told || !matrix) return;
	const box = told.getBBox(), scale = Math.hypot(matrix.a, matrix.b);
	const { x, y } = new DOMPoint(box.x + box.width / 2, box.y + box.height / 2).matrixTransform(matrix);
	const { clientWidth, clientHeight } = document.documentElement;
	const reach = (box.height / 2) * scale + GAP, isRight = x > clientWidth / 2;
	caption.classList.toggle("right", isRight);
	const { width, height } = caption.getBoundingClientRect();
	const isAbove = above ? y - reach > height : y + reach + height > clientHeight;
	caption.classList.toggle("above", isAbove);
	const left = isRight ? Math.max(GAP, x - width + 3 * GAP) : Math.min(clientWidth - width - GAP, x - 3 * GAP);
	Object.assign(caption.style, { left: `${left}px`, top: `${isAbove ? y - reach - height : y + reach}px` });
};
/**
 * @param {Event} event
 * @param {string} selector
 */
const around = ({ target }, selector) => /** @type {HTMLElement | null} */ (/** @type {Element} */ (target).closest?.(selector));
/** @param {Event} event */
const entryAt = (event) => around(event, "[data-entry]")?.dataset.entry || "";
/** @param {MouseEvent} event */
const isOnCaption = ({ clientX, clientY }) => {
	const { left, right, top, bottom } = caption.getBoundingClientRect();
	return clientX >= left && clientX <= right && clientY >= top && clientY <= bottom;
};
for (const view of [svg, list]) {
	for (const type of ["mouseover", "focusin"]) {
		view.addEventListener(type, (event) => {
			const id = entryAt(event);
			if (id) light(id, view === svg ? around(event, ".blip a, [data-entry]") : null);
			isHeld = type === "focusin";
		});
	}
	view.addEventListener("focusout", () => light(""));
}
addEventListener("mousemove", (event) => {
	if (lit && !isHeld && !entryAt(event) && !isOnCaption(event)) light("");
});
document.addEventListener("mouseleave", () => isHeld || light(""));
for (const type of ["scroll", "resize"]) addEventListener(type, pin, true);
// A first tap says what a blip is, a second opens it; elsewhere it zooms.
/** @type {string} */
let before;
svg.addEventListener("pointerdown", (event) => {
	above = event.pointerType === "touch";
	before = above ? lit : entryAt(event);
});
svg.addEventListener("click", (event) => {
	const id = entryAt(event);
	const part = around(event, "[data-quadrant]")?.dataset.quadrant;
	if (id && event.detail && before !== id) {
		event.preventDefault();
		light(id, around(event, ".blip a, [data-entry]"));
	} else if (id && !around(event, "a")) {
		/** @type {SVGAElement[]} */
		const [link] = all(`.blip[data-entry="${id}"] a`, svg); // names in a small window have none
		link?.dispatchEvent(new MouseEvent("click", event));
	} else if (!id && part) open(part);
});

// Zoom: the view box moves. In the newest edition a quadrant has names for it; they are set in px,
// and the picture is larger than its frame where they would become smaller.
const zooms = all("[data-zoom]");
const quadrants = zooms.map((button) => button.dataset.zoom || "");
/** @param {string | null} [text] */
const numbers = (text) => (text || "").split(" ").map(Number);
const viewBox = () => numbers(svg.getAttribute("viewBox"));
const held = viewBox();
// Names of the usual size need less room around the disc than those for small windows.
const roomy = matchMedia("(width>80rem) and (height>57rem)");
const whole = () => (svg.dataset.view && roomy.matches ? numbers(svg.dataset.view) : held);
roomy.onchange = () => read();
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
	const ratio = `${goal[2] / goal[3]}`;
	svg.style.aspectRatio = ratio;
	svg.style.setProperty("--ratio", ratio); // the window of a quadrant has its shape
	const isFirst = frame === undefined;
	frame ||= 0;
	if (`${start}` === `${goal}`) return;
	/** @type {number} */
	let began;
	const length = isFirst || matchMedia("(prefers-reduced-motion: reduce)").matches ? 1 : 320;
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
const small = matchMedia("(width<40rem)"); // there a quadrant's picture is under its button
/** @param {string} [zoom] the id of a quadrant, which closes again when it is asked for twice */
const open = (zoom = "") => {
	set({ zoom: state.zoom === zoom ? "" : zoom });
	if (small.matches) all(`[data-zoom="${zoom}"]`)[0].scrollIntoView({ block: state.zoom ? "start" : "nearest" });
};
for (const button of zooms) button.onclick = () => open(button.dataset.zoom);
// Where a quadrant is larger than its frame, the centre of the radar is seen first.
/** @param {number[]} view */
const toCentre = ([x, y, width]) => {
	const box = /** @type {HTMLElement} */ (svg.parentElement), scale = svg.clientWidth / width;
	box.scrollTo(-x * scale - box.clientWidth / 2, -y * scale - box.clientHeight / 2);
};
// On a small screen marks grow, and their tails with them.
for (const tail of /** @type {SVGElement[]} */ (all(":scope > .trails > *", svg))) {
	/** @type {SVGGElement[]} */
	const [blip] = all(`.blip[data-entry="${tail.dataset.entry}"]`, svg);
	const { e, f } = blip.transform.baseVal[0].matrix;
	tail.style.transformOrigin = `${e}px ${f}px`;
}
listeners.push(({ zoom, edition }) => {
	const at = Math.max(0, quadrants.indexOf(zoom));
	const zoomed = at > 0;
	svg.classList.toggle("zoomed", zoomed);
	for (const part of all("[data-entry], .sector, .gap, .arc, .heading", svg)) part.classList.toggle("off", zoomed && !part.closest("." + zooms[at].className));
	/** @type {SVGTextElement[]} */
	const names = all(":is(svg, .usual) > .ring-names text", svg);
	for (const text of names) text.classList.toggle("off", zoomed && !beside(text));
	const near = zoomed && !edition ? nears.find((one) => one.matches("." + zooms[at].className)) : undefined;
	const isOther = near && !near.matches(".shown");
	svg.classList.toggle("named", !!near);
	for (const one of nears) one.classList.toggle("shown", one === near);
	svg.style.cssText = near?.dataset.style || "";
	const view = near ? numbers(near.dataset.view) : zoomed ? boxOf(zooms[at]) : whole();
	moveTo(view);
	if (isOther) toCentre(view);
	for (const button of zooms) button.ariaPressed = `${button === zooms[at]}`;
});

// Keys. In the picture arrows go by place, elsewhere along what is shown.
/** @type {Record<string, () => void>} */
const actions = {
	Escape: () => {
		light("");
		clear();
	},
};
/** @type {Record<string, [number, number]>} */
const MOVES = { ArrowRight: [1, 0], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowUp: [0, -1], Home: [-1e9, 0], End: [1e9, 0] };
/**
 * @template {Element} [E=HTMLAnchorElement]
 * @param {ParentNode} view
 * @returns {E[]}
 */
const linksOf = (view) => /** @type {any[]} */ (all("[data-entry] a", view)).filter((link) => !link.closest("[hidden], .away, .gone, .off"));
/** @param {Element} link */
const middleOf = (link) => {
	const { left, right, top, bottom } = link.getBoundingClientRect();
	return [(left + right) / 2, (top + bottom) / 2];
};
/**
 * Return the nearest link in a direction: within 45° of it if there is one, else on that side.
 * @template {Element} E
 * @param {Element} from
 * @param {[number, number]} direction
 * @param {E[]} links
 */
const nextBy = (from, [right, down], links) => {
	const [x, y] = middleOf(from);
	const costs = links.map((link) => {
		const [dx, dy] = middleOf(link).map((n, axis) => n - [x, y][axis]);
		const along = dx * right + dy * down, across = Math.abs(dx * down) + Math.abs(dy * right);
		return along > 0.5 ? along + 2 * across + (across > along ? 1e5 : 0) : Infinity;
	});
	const least = Math.min(...costs);
	return least < Infinity ? links[costs.indexOf(least)] : undefined;
};
/** @param {KeyboardEvent} event */
const step = (event) => {
	const move = MOVES[event.key];
	const [blips] = all(".blips", svg);
	const view = move && (around(event, ".blips, .found, .table, #list") || (around(event, ".picture") && blips));
	if (!view) return false;
	const links = linksOf(view), from = around(event, "[data-entry] a");
	const [right, down] = move, at = links.findIndex((link) => link === from) + right + down;
	if (view === blips && from && Math.abs(right) < 2) nextBy(from, move, links)?.focus();
	else links[Math.min(links.length - 1, Math.max(0, at))]?.focus();
	return true;
};
// Tab stops once at the picture: at the blip that had the focus last.
/** @type {SVGAElement | undefined} */
let current;
/** @param {SVGAElement} [link] */
const stopAt = (link) => {
	current = link;
	/** @type {SVGAElement[]} */
	const links = all("[data-entry] a", svg);
	for (const one of links) one.tabIndex = one === link ? 0 : -1;
};
listeners.push(() => setTimeout(() => {
	/** @type {SVGAElement[]} */
	const links = linksOf(svg);
	stopAt(current && links.includes(current) ? current : links[0]);
}));
svg.addEventListener("focusin", (event) => stopAt(/** @type {any} */ (around(event, "a"))));
for (const skip of all(".skip[href$=picture]")) {
	skip.onclick = (event) => {
		event.preventDefault(); // the address keeps its state
		(current || linksOf(svg)[0])?.focus(); // a key may come before the first stop is set
	};
}
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
return { svg, list, items, data, load, kinds, all, set, settle, clear, actions, listeners };
})();
