// The address of the socket is that of the page, whatever the port is at this end of a tunnel.
const scheme = location.protocol === "https:" ? "wss:" : "ws:";
document.getElementById("terminal").dataset.sessionWebsocketUrl = `${scheme}//${location.host}/ws`;

// Keys go to the app at once, without a click.
const focused = new MutationObserver(() => {
  const keys = document.querySelector(".xterm-helper-textarea");
  if (keys) { focused.disconnect(); keys.focus(); }
});
focused.observe(document.getElementById("terminal"), { childList: true, subtree: true });
