// A form that asks the device for a passkey and carries its answer. Without scripts, or where browsers have no passkeys,
// the form stays hidden and the page offers the other ways.
const form = document.querySelector("[data-passkey]");
const isPossible = form && globalThis.PublicKeyCredential?.parseCreationOptionsFromJSON && !/^[\d.]+$/.test(location.hostname);

async function ask() {
  const options = JSON.parse(form.dataset.options);
  if (form.dataset.passkey === "create") {
    return navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) });
  }
  return navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
}

if (isPossible) {
  form.hidden = false;
  document.querySelector("[data-passkey-missing]")?.remove();
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    try {
      const credential = await ask();
      form.elements.namedItem("credential").value = JSON.stringify(credential.toJSON());
      form.submit();
    } catch {
      form.querySelector("[data-passkey-failed]").hidden = false;
    }
  });
}
