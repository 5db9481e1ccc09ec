// What makes the pages of a live room follow it: events, polling where these do not come through, forms without a
// new page, sliders that add up. Without it every page is whole, and every form works.
"use strict";
(() => {
  const LOST = "The connection is lost. It is tried again.";
  const SILENT = 20000, FIRST = 5000, EVERY = 2000, AGAIN = 30000;
  const by = (id) => document.getElementById(id);
  const main = () => by("live");
  const here = main();
  const DRAFT = "draft";
  if (!here || !here.dataset.events) {
    try { sessionStorage.removeItem(DRAFT); } catch { /* a browser that keeps nothing */ }
    return;
  }
  const { events, state } = here.dataset;
  let source = null, since = Date.now(), opened = 0, heard = false;   // since: when anything came last by events
  let over = false, asking = false, asked = 0, patience = 2500, pending = null, held = false, drawn = Date.now();
  const changed = new Map();       // what somebody has written or marked and not handed in, by the id of its field

  const say = (sentence) => { if (by("connection").textContent !== sentence) by("connection").textContent = sentence; };
  const version = () => Number(main().dataset.version);
  const limit = (ms) => { const stop = new AbortController(); setTimeout(() => stop.abort(), ms); return stop.signal; };

  // ---- what is not handed in outlives a reload: in this tab alone, and for this step of the game alone

  function keep() {
    try { sessionStorage.setItem(DRAFT, JSON.stringify([main().dataset.place, ...changed])); } catch { /* keeps nothing */ }
  }

  function recall() {
    try {
      const [place, ...fields] = JSON.parse(sessionStorage.getItem(DRAFT)) || [];
      if (place === main().dataset.place) for (const [id, was] of fields) changed.set(id, was);
    } catch { /* keeps nothing */ }
    restore([], null);
  }

  // ---- taking in what is new

  const writes = (e) => e && main().contains(e) &&
    (/^(TEXTAREA|SELECT)$/.test(e.tagName) || (e.tagName === "INPUT" && !/^(radio|checkbox|hidden)$/.test(e.type)));
  const part = (e) => { while (e && e.parentElement !== main()) e = e.parentElement; return e; };
  const read = (html) => new DOMParser().parseFromString(html, "text/html").getElementById("live");

  function restore(open, focus) {
    for (const id of open) if (by(id)) by(id).open = true;
    for (const [id, value] of changed) {
      const field = by(id);
      if (!field) changed.delete(id);
      else if (field.type === "radio") field.checked = value && !field.disabled;
      else field.value = value;
    }
    spread();
    keep();
    // Where what had the focus is gone or folded away: its part, then the whole, and never the top of the page.
    for (const found of focus ? [by(focus.id), by(focus.part), main()] : []) {
      if (found?.tagName === "SECTION") found.tabIndex = -1;
      found?.focus({ preventScroll: true });
      if (found && document.activeElement === found) break;
    }
  }

  function swap(next, forced) {
    const old = main(), active = document.activeElement;
    const moved = old.dataset.place !== next.dataset.place, place = window.scrollY;
    const open = [...old.querySelectorAll("details[open][id]")].map((d) => d.id);
    const fault = forced ? null : by("fault");
    if (fault && !next.querySelector("#fault")) next.querySelector("header").after(fault);
    const stays = !forced && writes(active) ? part(active) : null;
    const twin = stays && stays.id && [...next.children].find((e) => e.id === stays.id);
    pending = twin ? next.cloneNode(true) : null;
    if (!twin) {
      const focus = old.contains(active) ? { id: active.id, part: part(active)?.id } : null;
      old.replaceWith(next);
      restore(open, focus);
      if (moved) window.scrollTo(0, 0); else window.scrollTo(0, place);
    } else {
      // Somebody writes here: what is around the writing is new, and the part itself where it only tells.
      for (const live of twin.querySelectorAll("[data-live]")) by(live.id)?.replaceWith(live);
      for (const child of [...old.childNodes]) if (child !== stays) child.remove();
      let behind = false;
      for (const child of [...next.childNodes]) {
        if (child === twin) behind = true;
        else if (behind) old.append(child); else stays.before(child);
      }
      for (const name of next.getAttributeNames()) old.setAttribute(name, next.getAttribute(name));
      restore(open, null);
    }
    drawn = Date.now();
    fit();
    if (by("spoken").textContent !== next.dataset.said) by("spoken").textContent = next.dataset.said || "";
    if (!next.dataset.events) end("");
    else if (over) { over = false; listen(); }
    tick();
  }

  function take({ version: v, html }, inOrder) {
    if (over) return;
    say("");
    // A stream comes in order, so what it says last is true; an answer to a question may have been overtaken.
    if (inOrder ? v !== version() : v > version()) swap(read(html), false);
  }

  // Whoever has stopped writing gets what was kept back; not while a finger is on a button.
  const caughtUp = () => { if (pending && !held && !writes(document.activeElement)) swap(pending, false); };
  document.addEventListener("focusout", () => setTimeout(caughtUp, 400));
  document.addEventListener("pointerdown", () => { held = true; });
  for (const up of ["pointerup", "pointercancel"]) document.addEventListener(up, () => { held = false; setTimeout(caughtUp, 400); });

  // ---- hearing of it

  function end(sentence) {
    over = true;
    source?.close();
    say(sentence);
  }

  // A page that nothing reaches any more must not look alive: in its place stands what the host says to this device.
  async function gone(sentence) {
    end(sentence);
    try {
      const answer = await fetch(window.location.pathname, { cache: "no-store", headers: { Accept: "text/html" }, signal: limit(15000) });
      const next = read(await answer.text());
      if (!next) return;
      say("");
      swap(next, true);
    } catch { /* the sentence stands */ }
  }

  function listen() {
    source?.close();
    opened = Date.now();
    source = new EventSource(`${events}?as=html`);
    const hear = () => { since = Date.now(); heard = true; };
    source.addEventListener("state", (e) => { hear(); take(JSON.parse(e.data), true); });
    source.addEventListener("beat", hear);
    source.addEventListener("taken", () => gone("Your seat is on another device now. Load the page anew to bring it back here."));
    source.addEventListener("bye", () => { since = 0; say("The host has stopped. This page goes on by itself when it is back."); });
  }

  async function ask() {
    if (over || asking) return;
    asking = true;
    asked = Date.now();
    try {
      const answer = await fetch(`${state}?as=html&since=${version()}`, { cache: "no-store", signal: limit(patience) });
      patience = 2500;
      if (answer.status === 200) take(await answer.json(), false);
      else if (answer.status === 204) say("");
      else if (answer.status === 401 || answer.status === 403) gone("This device is not let in any more. Load the page anew to come back.");
      else say(LOST);
    } catch {
      // A line that died in a telephone's sleep is given up soon; where everything is slow, more time is given.
      patience = Math.min(patience * 2, 20000);
      say(LOST);
    }
    asking = false;
  }

  function watch() {
    if (over || document.hidden) return;
    const now = Date.now(), silent = now - since > (heard ? SILENT : FIRST) || source?.readyState !== EventSource.OPEN && now - opened > EVERY;
    if (silent && now - asked >= EVERY) ask();
    if (silent && now - opened > AGAIN) listen();
  }

  // A telephone that slept may hold a dead line for an open one: everything is asked for anew.
  function wake() { if (!over && !document.hidden) { ask(); listen(); } }
  // A page that nobody looks at gives its line back: a browser has six for one host, and all its tabs share them.
  document.addEventListener("visibilitychange", () => { if (document.hidden) source?.close(); else wake(); });
  window.addEventListener("pageshow", (e) => { if (e.persisted) wake(); });
  window.addEventListener("online", wake);

  // ---- handing in

  const key = () => [...crypto.getRandomValues(new Uint8Array(16))].map((n) => n.toString(16).padStart(2, "0")).join("");
  const later = (ms) => new Promise((done) => setTimeout(done, ms));

  async function send(form, button) {
    const body = new URLSearchParams(new FormData(form));
    body.set("key", key());          // one thing, however often it has to be sent until it arrives
    form.dataset.sent = "1";
    button?.setAttribute("aria-busy", "true");
    for (;;) {
      try {
        const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "text/html", "X-Requested-With": "live" }, signal: limit(15000) });
        const next = read(await answer.text());
        if (!next) return void window.location.assign(answer.redirected ? answer.url : "/");
        say("");
        const fault = next.querySelector("#fault");
        form.closest("details.sure")?.removeAttribute("open");
        if (!fault) for (const field of form.elements) changed.delete(field.id);
        swap(next, true);
        fault?.focus();
        return;
      } catch { say(LOST); await later(EVERY); }
    }
  }
  document.addEventListener("submit", (e) => {
    if (!main().contains(e.target) || e.target.method !== "post") return;
    e.preventDefault();
    if (!e.target.dataset.sent) send(e.target, e.submitter);
  });
  document.addEventListener("input", ({ target: field }) => {
    if (field.type === "radio") for (const each of document.getElementsByName(field.name)) if (each.form === field.form) changed.set(each.id, each.checked);
    if (field.id && field.type !== "radio") changed.set(field.id, field.value);
    if (field.type === "range") give(field);
    if (field.closest("[data-sum]")) add(field.closest("[data-sum]"));
    keep();
  });

  // ---- sliders that add up: what one takes beyond what is left, the others give in proportion

  const numbers = (set) => [...set.querySelectorAll("input[type=number]")];
  const value = (field) => Number(field.value) || 0;

  function spread() {
    for (const set of document.querySelectorAll("[data-sum]")) {
      for (const field of numbers(set)) {
        if (field.nextElementSibling?.type === "range") continue;
        const slider = Object.assign(document.createElement("input"), { type: "range", min: 0, max: 100, step: 1, tabIndex: -1 });
        slider.setAttribute("aria-hidden", "true");          // the number says the same, and keys reach it
        field.after(slider);
      }
      add(set);
    }
  }

  function give(slider) {
    const own = slider.previousElementSibling, all = numbers(slider.closest("[data-sum]"));
    own.value = slider.value;
    const others = all.filter((f) => f !== own && value(f) > 0), theirs = others.reduce((sum, f) => sum + value(f), 0);
    let more = value(own) + theirs - 100;
    for (const [n, field] of others.sort((a, b) => value(a) - value(b)).entries()) {
      if (more <= 0) break;
      const rest = others.slice(n).reduce((sum, f) => sum + value(f), 0);
      const given = Math.min(value(field), n === others.length - 1 ? more : Math.round(more * value(field) / rest));
      field.value = value(field) - given;
      more -= given;
    }
    for (const field of all) changed.set(field.id, field.value);
  }

  function add(set) {
    const all = numbers(set), left = Math.round((100 - all.reduce((sum, f) => sum + value(f), 0)) * 10) / 10;
    for (const field of all) if (field.nextElementSibling?.type === "range") field.nextElementSibling.value = value(field);
    const told = set.querySelector("[data-left-of-sum]");
    told.hidden = false;
    told.className = `left${left === 0 ? " whole" : left < 0 ? " over" : ""}`;
    const words = left === 0 ? "These are 100 points." : left > 0 ? `${left} points left to give.` : `${-left} points too many.`;
    if (told.textContent !== words) told.textContent = words;
  }

  // ---- the clock, between two states

  function tick() {
    const clock = by("clock");
    if (!clock?.dataset.left) return;
    const left = Math.max(Math.round(Number(clock.dataset.left) - (clock.dataset.runs === "1" ? (Date.now() - drawn) / 1000 : 0)), 0);
    const shown = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`, at = clock.querySelector("[data-clock]");
    if (at.textContent !== shown) at.textContent = shown;
    clock.classList.toggle("low", left < 30);
  }

  // ---- the wall: as big as the room of the screen allows, for nobody scrolls a projector

  function fit() {
    if (!document.body.classList.contains("wall")) return;
    for (let size = 130; size >= 55; size -= 5) {
      main().style.fontSize = `${size}%`;
      if (document.documentElement.scrollHeight <= window.innerHeight) break;
    }
  }
  window.addEventListener("resize", fit);

  recall();
  fit();
  tick();
  if (!document.hidden) listen();
  setInterval(tick, 500);
  setInterval(watch, 1000);
})();
