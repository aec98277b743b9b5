// What no page can do without a script: cover itself at once, leave by keyboard, lock when hidden.
// Every page works without this file.
"use strict";

(() => {
  const page = document.documentElement;
  const leave = document.getElementById("leave");
  const LEAVE_PRESSES = 3, LEAVE_WITHIN_MS = 5000, HIDDEN_LOCK_MS = 60000;

  const cover = () => page.classList.add("covered");

  const lock = () => fetch(leave.action, {
    method: "POST", body: new URLSearchParams(new FormData(leave)), redirect: "manual",
    keepalive: true,
  }).catch(() => undefined);

  async function leaveQuickly() {
    cover();
    if (!leave) return;
    await lock();
    location.replace(leave.dataset.to);
  }

  // Whoever typed something finds it again after unlocking; any other page gives way.
  let isTyped = false;
  document.addEventListener("input", () => { isTyped = true; });
  async function lockHidden() {
    await lock();
    if (!isTyped) location.replace(leave.dataset.locked);
  }

  leave?.addEventListener("submit", (event) => {
    event.preventDefault();
    leaveQuickly();
  });

  let presses = [];
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Shift") { presses = []; return; }
    if (event.repeat) return;
    const now = performance.now();
    presses = [...presses.filter((at) => now - at < LEAVE_WITHIN_MS), now];
    if (presses.length >= LEAVE_PRESSES) leaveQuickly();
  });

  // The switcher of tasks shows a blank page, and a page left lying locks.
  let lockLater;
  document.addEventListener("visibilitychange", () => {
    clearTimeout(lockLater);
    if (document.hidden) {
      cover();
      if (leave) lockLater = setTimeout(lockHidden, HIDDEN_LOCK_MS);
    } else {
      page.classList.remove("covered");
    }
  });
  addEventListener("pageshow", (event) => { if (event.persisted) { cover(); location.reload(); } });

  // Numbers 1 to 7 answer the row that has the focus.
  document.addEventListener("keydown", (event) => {
    const row = event.target.closest?.(".row");
    const wanted = row?.querySelector(`input[value="${CSS.escape(event.key)}"]`);
    if (wanted && !event.ctrlKey && !event.metaKey && !event.altKey) {
      wanted.checked = true;
      wanted.focus();
      wanted.dispatchEvent(new Event("change", { bubbles: true }));
    }
  });

  // A form is sent once, however often its button is pressed.
  document.addEventListener("submit", (event) => {
    if (event.defaultPrevented) return;
    const form = event.target;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "yes";
  });
  addEventListener("pageshow", () => {
    for (const form of document.forms) delete form.dataset.sent;
  });

  // One answer cannot wait for the rest of its page.
  const urgent = document.querySelector("form[data-at-once]");
  urgent?.addEventListener("change", (event) => {
    if (event.target.name === urgent.dataset.atOnce && event.target.value > 0) urgent.requestSubmit();
  });

  document.querySelector(".summary")?.focus();
  document.querySelector("form[data-send]")?.requestSubmit();
})();
