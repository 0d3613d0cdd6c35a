// Photos are made small on the device before they are sent: a phone's five megabytes become some hundred kilobytes.
const EDGE = 1600; // pixels of the longest edge
const QUALITY = 0.85;
const SMALL = 400_000; // bytes below which a photo is sent as it is, if its edges are short enough

/** A photo as a small JPEG, upright; the file itself where the browser cannot read it (the server will say why). */
export async function shrunk(file) {
  let picture;
  try {
    picture = await createImageBitmap(file, { imageOrientation: "from-image" });
  } catch {
    return { file, picture: null };
  }
  const scale = Math.min(1, EDGE / Math.max(picture.width, picture.height));
  if (scale === 1 && file.size <= SMALL) return { file, picture };
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", QUALITY));
  if (!blob) return { file, picture };
  return { file: new File([blob], file.name.replace(/\.\w+$/, "") + ".jpg", { type: "image/jpeg" }), picture };
}

function preview(picture) {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 96;
  const edge = Math.min(picture.width, picture.height);
  const [left, top] = [(picture.width - edge) / 2, (picture.height - edge) / 2];
  canvas.getContext("2d").drawImage(picture, left, top, edge, edge, 0, 0, 96, 96);
  canvas.setAttribute("aria-hidden", "true");
  return canvas;
}

/** Whenever photos are chosen, put small ones in their place and show them. */
export function shrinkPhotos(input) {
  const previews = input.form.querySelector("[data-previews]");
  const buttons = input.form.querySelectorAll("button[type=submit]");
  input.addEventListener("change", async () => {
    for (const button of buttons) button.disabled = true; // what is sent shall be the small ones
    try {
      const made = await Promise.all([...input.files].map(shrunk));
      const files = new DataTransfer();
      for (const { file } of made) files.items.add(file);
      input.files = files.files;
      previews?.replaceChildren(...made.filter(({ picture }) => picture).map(({ picture }) => preview(picture)));
    } finally {
      for (const button of buttons) button.disabled = false;
    }
  });
}
