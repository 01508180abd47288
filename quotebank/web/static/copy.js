// A button that copies, beside each field that is there to be copied. The fields work without it.
for (const field of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) break; // only over https and on one's own machine
  const button = document.createElement("button");
  button.type = "button";
  button.className = "quiet";
  button.textContent = "Copy";
  button.setAttribute("aria-label", "Copy the " + field.dataset.copy);
  const told = document.createElement("span");
  told.className = "soft small";
  told.setAttribute("role", "status");
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(field.value);
      told.textContent = "Copied";
    } catch {
      field.select();
      told.textContent = "Selected: copy it with your keyboard";
    }
  });
  field.after(button, told);
}
