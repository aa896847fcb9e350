// Switch between the light, the dark and the system theme. Loaded in <head> before the page is painted, so that a
// dark page does not flash white.
{
  const STORAGE_KEY = "theme";
  const root = document.documentElement;

  const savedTheme = () => {
    try {
      return localStorage.getItem(STORAGE_KEY) ?? "system";
    } catch {
      return "system"; // storage is forbidden
    }
  };

  const saveTheme = (theme) => {
    try {
      localStorage.setItem(STORAGE_KEY, theme);
    } catch {
      // storage is forbidden: the choice lasts as long as the page
    }
  };

  const applyTheme = (theme) => {
    if (theme === "system") delete root.dataset.theme;
    else root.dataset.theme = theme;
    for (const button of document.querySelectorAll("[data-theme-choice]")) {
      button.setAttribute("aria-pressed", String(button.dataset.themeChoice === theme));
    }
  };

  applyTheme(savedTheme());

  document.addEventListener("DOMContentLoaded", () => applyTheme(savedTheme()));

  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-theme-choice]");
    if (!button) return;
    saveTheme(button.dataset.themeChoice);
    applyTheme(button.dataset.themeChoice);
  });

  addEventListener("storage", (event) => event.key === STORAGE_KEY && applyTheme(savedTheme()));
}
