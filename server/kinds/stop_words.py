"""Words that say nothing about a text, for the languages in which themes are suggested.

Short lists on purpose: whatever most texts of a poll share weighs little anyway.
"""

from __future__ import annotations

from collections.abc import Mapping

_LISTS: Mapping[str, str] = {
    "en": """a about after all also an and any are as at be because been before between but by can could did do does
        each for from get had has have he her his how i if in into is it its just like make more most much must my
        need needs no not of on one only or other our out own she should so some such than that the their them then
        there these they this those to too up us use very was we were what when where which while who why will with
        would you your""",
    "es": """a al algo algunas algunos ante antes aqui asi cada como con contra cual cuando de del desde donde dos el
        ella ellas ellos en entre era es esa ese eso esta estan estas este esto estos fue ha hacer hacia han hasta
        hay la las le les lo los mas me mejor mi mis mucho muy nada ni no nos nuestra nuestras nuestro nuestros o
        otra otras otro otros para pero poco por porque puede pueden que quien se sea ser si sin sobre solo son su
        sus tambien tanto te tener tiene tienen toda todas todo todos tu un una uno unos usar y ya yo""",
    "fr": """a afin ainsi alors au aucun aussi autre autres aux avant avec avoir bien c car ce cela ces cet cette ceux
        chaque comme comment d dans de depuis des doit donc dont du elle elles en encore entre est et etre eux fait
        faire faut hors il ils j je l la le les leur leurs lui m ma mais meme mes mon n ne nos notre nous on ont ou
        par pas peu peut plus pour pourquoi qu quand que quel quelle qui s sa sans se ses si son sont sous sur t ta
        te tous tout toute toutes tres trop tu un une vers vos votre vous y""",
    "pt": """a ainda ao aos as ate cada com como contra da das de dela dele deles depois do dos e ela elas ele eles em
        entre era essa essas esse esses esta estao este estes eu fazer foi ha isso isto ja la lhe mais mas me mesmo
        meu minha muito na nao nas nem no nos nossa nossas nosso nossos num numa o os ou outra outro para pela pelas
        pelo pelos pode podem por porque pouco qual quando que quem se sem ser seu seus so sobre sua suas tambem
        tanto te tem ter toda todas todo todos um uma umas uns usar voce voces""",
}
STOP_WORDS: Mapping[str, frozenset[str]] = {language: frozenset(words.split()) for language, words in _LISTS.items()}
EVERY_STOP_WORD = frozenset[str]().union(*STOP_WORDS.values())
