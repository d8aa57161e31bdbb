// Adds a "Read aloud" button to each situation, if the device itself has a voice for the language of the page.
// Voices that are not on the device send the text to somebody, so they are never used.
(function () {
  "use strict";
  var speech = window.speechSynthesis;
  if (!speech || !window.SpeechSynthesisUtterance) return;
  var sections = Array.prototype.slice.call(document.querySelectorAll("section[data-read]"));
  var reading = null;

  function base(tag) {
    return tag.toLowerCase().replace(/_/g, "-").split("-")[0];
  }

  function voiceFor(tag) {
    var wanted = tag.toLowerCase(), found = null;
    speech.getVoices().forEach(function (voice) {
      if (!voice.localService || base(voice.lang) !== base(tag)) return;
      if (!found || voice.lang.toLowerCase().replace(/_/g, "-") === wanted) found = voice;
    });
    return found;
  }

  // An element's text with the voice for each part: one that is in another language has its own, if there is one.
  function pieces(element, voice) {
    var found = [];
    Array.prototype.forEach.call(element.childNodes, function (node) {
      var inner = node.nodeType === 3 ? [[voice, node.nodeValue]]
        : node.nodeType === 1 ? pieces(node, node.lang ? voiceFor(node.lang) || voice : voice) : [];
      inner.forEach(function (piece) {
        var last = found[found.length - 1];
        if (!last || last[0] !== piece[0]) found.push(piece);
        else last[1] += piece[1];
      });
    });
    return found;
  }

  function stop() {
    if (reading) reading.textContent = reading.parentNode.dataset.read;
    reading = null;
    speech.cancel();
  }

  function start(button, section) {
    var parts = [];
    Array.prototype.forEach.call(section.querySelectorAll("[data-say]"), function (side) {
      var voice = voiceFor(side.lang || document.documentElement.lang);
      if (!voice) return;
      Array.prototype.forEach.call(side.querySelectorAll("h3, h4, li"), function (each) {
        pieces(each, voice).forEach(function (piece) { parts.push(piece); });
      });
    });
    stop();
    reading = button;
    button.textContent = section.dataset.stop;
    parts.forEach(function (part, place) {
      var said = new SpeechSynthesisUtterance(part[1]);
      said.voice = part[0];
      said.lang = part[0].lang;
      said.rate = 0.9;
      if (place === parts.length - 1) said.onend = function () { if (reading === button) stop(); };
      speech.speak(said);
    });
  }

  function offer() {
    if (!voiceFor(document.documentElement.lang)) return;
    sections.forEach(function (section) {
      if (section.querySelector("button")) return;
      var button = document.createElement("button");
      button.type = "button";
      button.textContent = section.dataset.read;
      if (section.dataset.words) button.lang = section.dataset.words;
      button.addEventListener("click", function () {
        if (reading === button) stop(); else start(button, section);
      });
      section.insertBefore(button, section.children[1]);
    });
  }

  offer();
  speech.addEventListener("voiceschanged", offer);
  window.addEventListener("pagehide", stop);
})();
