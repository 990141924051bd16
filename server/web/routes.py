"""Every address, in one list."""

from __future__ import annotations

from starlette.convertors import Convertor, register_url_convertor
from starlette.routing import BaseRoute, Mount, Route, WebSocketRoute

from server.web import links, operations, pictures, projector, sockets, theming
from server.web.admin import administration
from server.web.admin import workshops as admin
from server.web.assets import PREFIX, Assets
from server.web.desk import (
    badges,
    clerk,
    delegations,
    importing,
    joining,
    mandates,
    moderator,
    overlay,
    people,
    quick,
    rehearsing,
    remote,
    resetting,
    themes,
    withdrawing,
)
from server.web.editor import files as editor_files
from server.web.editor import page as editor
from server.web.editor import preview as editor_preview
from server.web.phone import admission, delegate, device, floor
from server.web.staff import addresses, attendance, comparison, ledger, papers, writing
from server.web.staff import summary as staff


class CodeConvertor(Convertor[str]):
    """The six digits of a workshop."""

    regex = "[0-9]{6}"

    def convert(self, value: str) -> str:
        return value

    def to_string(self, value: str) -> str:
        return value


def routes(assets: Assets) -> list[BaseRoute]:
    """The addresses of the contract."""
    register_url_convertor("code", CodeConvertor())
    own = "/workshops/{code:code}"
    return [
        Route("/", delegate.enter, methods=["GET", "POST"]),
        Route("/healthz", operations.healthz),
        Route("/readyz", operations.readyz),
        Route("/metrics", operations.metrics),
        Mount(PREFIX, assets),
        Route("/enter/{token}", links.enter),
        Route("/workshops", admin.workshops, methods=["GET", "POST"]),
        Route("/workshops/login", admin.login, methods=["POST"]),
        Route("/workshops/logout", admin.logout, methods=["POST"]),
        Route("/workshops/restore", administration.upload, methods=["GET", "POST"]),
        Route("/workshops/deleted", administration.deletions),
        Route(own + "/administration", administration.page),
        Route(own + "/administration", administration.act, methods=["POST"]),
        Route(own + "/archive.zip", administration.download),
        Route(own + "/keys", admin.desk),
        Route(own + "/moderator", moderator.desk),
        Route(own + "/remote", remote.page),
        Route(own + "/remote/code", remote.pairing),
        Route(own + "/remote/{ticket}", remote.pair),
        Route(own + "/quick", quick.page),
        Route(own + "/quick", quick.act, methods=["POST"]),
        WebSocketRoute(own + "/moderator/live", sockets.moderator),
        Route(own + "/projector", projector.page),
        WebSocketRoute(own + "/projector/live", sockets.projector),
        Route(own + "/overlay", overlay.page),
        Route(own + "/webcast", overlay.addresses, methods=["GET", "POST"]),
        Route(own + "/summary", staff.page),
        Route(own + "/summary.{format}", staff.download),
        Route(own + "/addresses", addresses.page),
        Route(own + "/addresses.csv", addresses.file),
        Route(own + "/earlier", comparison.choose, methods=["POST"]),
        Route(own + "/summary/charts/{name}", staff.chart),
        Route(own + "/texts", writing.write, methods=["POST"]),
        Route(own + "/choices", writing.choose, methods=["POST"]),
        Route(own + "/results.json", staff.results),
        Route(own + "/ledger", ledger.page),
        Route(own + "/mandates", mandates.page),
        Route(own + "/mandates", mandates.act, methods=["POST"]),
        Route(own + "/rehearsal", rehearsing.page),
        Route(own + "/rehearsal", rehearsing.act, methods=["POST"]),
        Route(own + "/door/seats", withdrawing.page),
        Route(own + "/door/seats", withdrawing.act, methods=["POST"]),
        Route(own + "/reset", resetting.page),
        Route(own + "/reset", resetting.act, methods=["POST"]),
        Route(own + "/clerk", clerk.page),
        Route(own + "/clerk/{poll}", clerk.page),
        Route(own + "/clerk/{poll}", clerk.act, methods=["POST"]),
        Route(own + "/attendance", attendance.page),
        Route(own + "/attendance.{format}", attendance.download),
        Route(own + "/certificates.{format}", attendance.certificates),
        Route(own + "/templates", papers.page),
        Route(own + "/templates", papers.upload, methods=["POST"]),
        Route(own + "/templates/remove", papers.remove, methods=["POST"]),
        Route(own + "/templates/example/{sort}.docx", papers.example),
        Route(own + "/pictures/{name}", pictures.picture),
        Route(own + "/editor", editor.page),
        Route(own + "/editor", editor.act, methods=["POST"]),
        Route(own + "/editor/others", editor.others),
        Route(own + "/editor/upload", editor_files.upload, methods=["POST"]),
        Route(own + "/editor/agenda.{format}", editor_files.download),
        Route(own + "/editor/phone", editor_preview.phone),
        Route(own + "/editor/wall", editor_preview.wall),
        Route(own + "/polls/{poll}/themes", themes.page),
        Route(own + "/polls/{poll}/themes", themes.act, methods=["POST"]),
        Route(own + "/polls/{poll}/{act}", moderator.act, methods=["POST"]),
        Route(own + "/items/{item}/{act}", moderator.act, methods=["POST"]),
        Route(own + "/delegations", delegations.page),
        Route(own + "/people", people.page),
        Route(own + "/people", people.add, methods=["POST"]),
        Route(own + "/people/import", importing.form),
        Route(own + "/people/import", importing.act, methods=["POST"]),
        Route(own + "/people/forget", people.forget, methods=["POST"]),
        Route(own + "/people/{person}/badge", badges.one, methods=["POST"]),
        Route(own + "/people/{person}/revoke", badges.revoke, methods=["POST"]),
        Route(own + "/people/{person}/remove", people.remove, methods=["POST"]),
        Route(own + "/badges", badges.issue, methods=["POST"]),
        Route(own + "/badges/sheet.{format}", badges.sheet, methods=["POST"]),
        Route(own + "/join", joining.card),
        Route(own + "/join.png", joining.picture),
        Route(own + "/{act}", moderator.act, methods=["POST"]),
        Route("/{code:code}", delegate.page),
        Route("/{code:code}/admission", admission.admit, methods=["POST"]),
        Route("/{code:code}/badge", admission.badge),
        Route("/{code:code}/badge/{badge}", admission.badge),
        Route("/{code:code}/seats", device.page),
        Route("/{code:code}/seats/nav", device.nav),
        Route("/{code:code}/seats/add", device.add),
        Route("/{code:code}/seats/pass", device.give_pass, methods=["POST"]),
        Route("/{code:code}/seats/proxy", device.proxy, methods=["POST"]),
        Route("/{code:code}/seats/take", device.offer),
        Route("/{code:code}/seats/take", device.take, methods=["POST"]),
        Route("/{code:code}/seats/take/{given}", device.offer),
        Route("/{code:code}/answers", delegate.answer, methods=["POST"]),
        Route("/{code:code}/stage", delegate.stage),
        Route("/{code:code}/questions", floor.questions),
        Route("/{code:code}/questions", floor.ask, methods=["POST"]),
        Route("/{code:code}/upvotes", floor.support, methods=["POST"]),
        Route("/{code:code}/reactions", floor.react, methods=["POST"]),
        Route("/{code:code}/theme.css", theming.sheet),
        Route("/{code:code}/pictures/{name}", pictures.picture),
        WebSocketRoute("/{code:code}/live", sockets.delegate),
    ]
