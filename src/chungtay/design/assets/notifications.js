// Push notices on this browser: asked for by a button, where the browser can.
const box = document.querySelector("[data-push]");
const able = box && "serviceWorker" in navigator && "PushManager" in window && "Notification" in window;

/** base64url to bytes. */
function bytes(text) {
  const plain = text.replaceAll("-", "+").replaceAll("_", "/");
  return Uint8Array.from(atob(plain.padEnd(Math.ceil(plain.length / 4) * 4, "=")), (letter) => letter.charCodeAt(0));
}

/** The promise, or a failure after ten seconds. */
function within(promise) {
  return Promise.race([promise, new Promise((_, reject) => setTimeout(reject, 10_000, new Error("late")))]);
}

async function send(address, fields) {
  const body = new FormData(box.querySelector("form"));
  for (const [name, value] of Object.entries(fields)) body.set(name, value);
  const answer = await fetch(address, { method: "POST", body });
  const told = await answer.json();
  if (!answer.ok) throw Object.assign(new Error("refused"), { why: told.why });
  return told;
}

async function subscribe() {
  if ((await Notification.requestPermission()) !== "granted") {
    throw Object.assign(new Error("denied"), { why: box.dataset.refused });
  }
  const registration = await within(navigator.serviceWorker.ready); // the frame registers it on every page
  const { key } = await send(box.dataset.key, {});
  const earlier = await registration.pushManager.getSubscription();
  if (earlier) await earlier.unsubscribe();
  const given = { userVisibleOnly: true, applicationServerKey: bytes(key) };
  const subscription = await registration.pushManager.subscribe(given);
  await send(box.dataset.device, { subscription: JSON.stringify(subscription) });
}

if (able) {
  const button = box.querySelector("button");
  box.querySelector("[data-unable]").hidden = true;
  button.hidden = false;
  button.addEventListener("click", async () => {
    button.disabled = true;
    try {
      await subscribe();
      window.location.reload();
    } catch (error) {
      box.querySelector("[role=status]").textContent = error.why || box.dataset.failed;
      button.disabled = false;
    }
  });
}
