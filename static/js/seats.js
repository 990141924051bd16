/*
 * The seats of a device, when a proxy comes or goes: the list is asked for again.
 * <body data-seats="/482173/seats/nav">, <nav id="seats">
 */
export default async function look() {
  const reply = await fetch(document.body.dataset.seats, { headers: { Accept: "text/html" } });
  const nav = document.getElementById("seats");
  if (reply.ok && nav) nav.outerHTML = await reply.text();
}
