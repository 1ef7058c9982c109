"""A treebank's document as it is compared with a parse."""

from __future__ import annotations

import pytest

conllu = pytest.importorskip("conllu", reason="needs the extra claimx[train]")

TREEBANK = """\
# sent_id = a-1
# newpar
# text = They don't swim.
1\tThey\tthey\tPRON\tPRP\t_\t4\tnsubj\t_\t_
2-3\tdon't\t_\t_\t_\t_\t_\t_\t_\t_
2\tdo\tdo\tAUX\tVBP\t_\t4\taux\t_\t_
3\tn't\tnot\tPART\tRB\t_\t4\tadvmod\t_\t_
4\tswim\tswim\tVERB\tVB\t_\t0\troot\t_\tSpaceAfter=No
5\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_

# sent_id = a-2
# text = Who does?
1\tWho\twho\tPRON\tWP\t_\t2\tnsubj\t_\t_
2\tdoes\tdo\tVERB\tVBZ\t_\t0\troot\t_\tSpaceAfter=No
2.1\tswim\tswim\tVERB\tVB\t_\t_\t_\t_\t_
3\t?\t?\tPUNCT\t.\t_\t2\tpunct\t_\t_

# sent_id = a-3
# newpar id = a-p2
# text = Nobody.
1\tNobody\tnobody\tPRON\tNN\t_\t0\troot\t_\tSpaceAfter=No
2\t.\t.\tPUNCT\t.\t_\t1\tpunct\t_\t_

"""


def test_words_have_the_characters_of_their_token_and_heads_in_the_document() -> None:
    from claimx.training.parses import gold_analysis

    analysis = gold_analysis(conllu.parse(TREEBANK))
    assert analysis.starts == [0, 5, 8]
    forms = [word.form for word in analysis.words]
    assert forms == ["They", "do", "n't", "swim", ".", "Who", "does", "?", "Nobody", "."]
    assert [word.span for word in analysis.words[:6]] == [
        (0, 4),
        (4, 9),
        (4, 9),
        (9, 13),
        (13, 14),
        (14, 17),
    ]
    assert [word.form for word in analysis.words if word.multiword] == ["do", "n't"]
    assert [word.head for word in analysis.words] == [3, 3, 3, 3, 3, 6, 6, 6, 8, 8]
    assert analysis.sentences() == {(0, 14), (14, 22), (22, 29)}


def test_the_raw_text_keeps_paragraphs_apart() -> None:
    from claimx.training.parses import raw_text

    assert raw_text(conllu.parse(TREEBANK)) == "They don't swim. Who does?\n\nNobody."
