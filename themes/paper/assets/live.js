// @ts-check
// Reloads a page that is being served when its radar was built anew.
new EventSource("/.radar/events").onmessage = () => location.reload();
