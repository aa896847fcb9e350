// A comment that is on the page already, because two responses crossed, is not added again.

document.addEventListener("htmx:oobBeforeSwap", ({ detail }) => {
  if (detail.target?.id !== "comments-list") return;
  for (const comment of detail.fragment.querySelectorAll(".comment")) {
    if (document.getElementById(comment.id)) comment.remove();
  }
});
