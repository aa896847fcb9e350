// Opens the form of the desk, filled with the selection, the title and the address of a page. It submits nothing.
const FORM = "{{ form|escapejs }}";
const NAME = "{{ name|escapejs }}";
const MAX_ADDRESS_CHARACTERS = {{ max_characters }};
const READ_TRIES = 6;
const READ_PAUSE_MS = 100;

function formAddress(parts) {
  const query = new URLSearchParams(Object.entries(parts).filter(([, value]) => value));
  return `${FORM}?${query}`;
}

// A selection that is too long for an address stays behind; the desk can fetch the page.
function openForm({ url, title, text }) {
  const whole = formAddress({ url, title, text });
  const address = whole.length <= MAX_ADDRESS_CHARACTERS ? whole : formAddress({ url, title });
  return chrome.tabs.create({ url: address });
}

// A page that has just opened may refuse to be read in the first moments after the click. Pages of the browser
// itself always refuse.
async function selectionOf(tab, triesLeft = READ_TRIES) {
  try {
    const [{ result }] = await chrome.scripting.executeScript({
      target: { tabId: tab.id },
      func: () => getSelection().toString(),
    });
    return result;
  } catch {
    if (triesLeft <= 1) return "";
    await new Promise((resolve) => setTimeout(resolve, READ_PAUSE_MS));
    return selectionOf(tab, triesLeft - 1);
  }
}

chrome.runtime.onInstalled.addListener(() => {
  chrome.contextMenus.create({ id: "send", title: NAME, contexts: ["page", "selection", "link"] });
});

chrome.contextMenus.onClicked.addListener((info, tab) => {
  const link = info.linkUrl;
  const title = link ? "" : tab?.title;
  openForm({ url: link || info.pageUrl, title, text: info.selectionText });
});

chrome.action.onClicked.addListener(async (tab) => {
  openForm({ url: tab.url, title: tab.title, text: await selectionOf(tab) });
});
