// @ts-check
// Buttons that copy the snippet below them.
for (const button of document.querySelectorAll(/** @type {"button"} */ (".snippet button"))) {
	const snippet = /** @type {Element} */ (button.nextElementSibling);
	button.hidden = false;
	button.onclick = async () => {
		getSelection()?.selectAllChildren(snippet);
		try {
			await navigator.clipboard.writeText(`${snippet.textContent}`);
		} catch {
			document.execCommand("copy"); // without TLS, or in a frame: what is marked
		}
		button.textContent = `${button.dataset.copied}`;
	};
}
