// Light, dark or as the system has it. Loaded in <head> as a plain script, before the page
// is painted, so that a dark page never flashes white.
{
  const STORE = "theme";
  const root = document.documentElement;

  const saved = () => {
    try {
      return localStorage.getItem(STORE) ?? "system";
    } catch {
      return "system"; // storage is forbidden: follow the system
    }
  };

  const save = (theme) => {
    try {
      localStorage.setItem(STORE, theme);
    } catch {
      // the choice then lasts as long as the page
    }
  };

  const show = (theme) => {
    if (theme === "system") delete root.dataset.theme;
    else root.dataset.theme = theme;
    for (const button of document.querySelectorAll("[data-theme-choice]")) {
      button.setAttribute("aria-pressed", String(button.dataset.themeChoice === theme));
    }
  };

  show(saved());

  document.addEventListener("DOMContentLoaded", () => {
    for (const group of document.querySelectorAll("[data-theme-choices]")) group.hidden = false;
    show(saved());
  });

  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-theme-choice]");
    if (!button) return;
    save(button.dataset.themeChoice);
    show(button.dataset.themeChoice);
  });

  addEventListener("storage", (event) => event.key === STORE && show(saved()));
}
