// @ts-check
// Leads home from the page for what is not there, at whatever depth a server shows it, in a site that does not say
// where it is published: the root is the nearest folder above that has radar.json. Without one, links lead to `/`.
addEventListener("DOMContentLoaded", async () => {
/** @param {string} folder */
const isRoot = async (folder) => {
	const answer = await fetch(`${folder}radar.json`, { method: "HEAD" });
	return answer.ok && /json/.test(answer.headers.get("content-type") || "");
};
let root = location.protocol === "file:" ? "." : location.pathname;
while (root !== "." && root !== "/") {
	root = root.slice(0, root.lastIndexOf("/", root.length - 2) + 1);
	if (await isRoot(root).catch(() => false)) break;
}
if (root === "/") return;
const base = root.replace(/\/$/, "");
for (const link of document.querySelectorAll("a[href^='/'], img[src^='/']")) {
	const name = link.localName === "img" ? "src" : "href";
	link.setAttribute(name, base + link.getAttribute(name));
}
});
