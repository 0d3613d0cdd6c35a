// Shows a pushed notice, and opens the page it leads to. The site's service worker brings it in beside its own part, so
// nothing is imported or exported here.
self.addEventListener("push", (event) => {
  let told = {};
  try {
    told = event.data ? event.data.json() : {};
  } catch {
    // Not ours: a browser still demands that something is shown.
  }
  const options = { body: told.body || "", tag: told.tag, lang: told.lang, data: { path: told.path || "/" } };
  event.waitUntil(self.registration.showNotification(told.title || "Chung Tay", options));
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const address = new URL(event.notification.data?.path || "/", self.location.origin);
  if (address.origin !== self.location.origin) return;
  event.waitUntil(
    self.clients.matchAll({ type: "window", includeUncontrolled: true }).then(async (windows) => {
      const open = windows.find((one) => new URL(one.url).pathname === address.pathname);
      return open ? open.focus() : self.clients.openWindow(address.href);
    }),
  );
});
