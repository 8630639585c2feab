// The key comes with the page once. It is kept where pages of this address alone can read it, its
// port included: the cookie goes to every port of the machine.
const given = document.querySelector("meta[name=key]");
if (given.content) {
  localStorage.setItem("key", given.content);
  history.replaceState(null, "", "/");
}
given.remove();
const key = localStorage.getItem("key");
document.body.classList.toggle("-keyless", !key);

// A socket cannot send a header of its own; the key goes along as a protocol that it asks for.
window.WebSocket = class extends WebSocket {
  constructor(address) {
    super(address, ["terminal", `key.${key}`]);
    this.addEventListener("close", (end) => document.body.classList.toggle("-cut", end.code !== 1000));
  }
};

// The address of the socket is that of the page, whatever the port is at this end of a tunnel.
const scheme = location.protocol === "https:" ? "wss:" : "ws:";
document.getElementById("terminal").dataset.sessionWebsocketUrl = `${scheme}//${location.host}/ws`;

// Keys go to the app at once, without a click.
const focused = new MutationObserver(() => {
  const keys = document.querySelector(".xterm-helper-textarea");
  if (keys) { focused.disconnect(); keys.focus(); }
});
focused.observe(document.getElementById("terminal"), { childList: true, subtree: true });
