/*
 * What is read on the wall is set as large as its place allows. An element with data-fit takes the first step, 0 to
 * data-steps, at which all that is in it has room; what each step looks like is said by the style sheet. A picture in it
 * is not made smaller than is worth looking at before the text is.
 *
 * <ul data-fit="0" data-steps="6">
 */
(() => {
  "use strict";

  const LEAST = 1 / 6; // of the height of the screen: a picture below this is no picture

  function holds(element) {
    const pictures = Array.from(element.querySelectorAll("img"));
    const seen = pictures.every((picture) => picture.getBoundingClientRect().height >= innerHeight * LEAST);
    return seen && element.scrollHeight <= element.clientHeight + 1 && element.scrollWidth <= element.clientWidth + 1;
  }

  function fit(element) {
    const last = Number(element.dataset.steps);
    for (let step = 0; step <= last; step += 1) {
      element.dataset.fit = step;
      if (holds(element)) return;
    }
  }

  const all = () => document.querySelectorAll("[data-fit]").forEach(fit);

  document.addEventListener("hemicycle:stage", all);
  document.addEventListener("load", all, true); // a picture has its shape
  addEventListener("resize", all);
  document.fonts.ready.then(all);
  all();
})();
