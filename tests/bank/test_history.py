"""Whatever was added before, the bank is what the last versions alone would have made."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.bank.builders import Said, add, assert_sound, content, story

if TYPE_CHECKING:
    from quotebank.core import Analysis

LINES = st.builds(
    Said,
    words=st.sampled_from(["We go.", "We stay!", "we go", "", "It’s 5°C\0now", "…", "naïve 日本"]),
    speaker=st.sampled_from([None, "Ann Lee", "ann lee", "Lee", "the office", "Bo Park"]),
    kind=st.sampled_from(["person", "organization", "anonymous"]),
    role=st.sampled_from([None, "mayor", "Mayor", "judge"]),
    attitude=st.booleans(),
    type=st.sampled_from(["direct", "indirect", "mixed"]),
    act=st.sampled_from([None, "denial", "promise"]),
    sure=st.sampled_from([0.2, 0.9]),
)

STORIES = st.builds(
    lambda id, lines, day, publisher: story(id, *lines, published=day, publisher=publisher),
    st.sampled_from(["a", "b", "c"]),
    st.lists(LINES, max_size=4),
    st.sampled_from([None, "2023-02-03", "2023-02-03T09:00:00Z", "2022-12-31", "soon"]),
    st.sampled_from([None, "The Herald", "Wire"]),
)


@given(st.lists(STORIES, min_size=1, max_size=7))
@settings(max_examples=60, deadline=None)
def test_a_bank_knows_the_last_version_of_each_article(analyses: list[Analysis]) -> None:
    last = {analysis.article.id: analysis for analysis in analyses}
    with tempfile.TemporaryDirectory() as folder:
        grown, fresh = Path(folder) / "grown.db", Path(folder) / "fresh.db"
        for analysis in analyses[: len(analyses) // 2]:
            add(grown, analysis)
        add(grown, *analyses[len(analyses) // 2 :])
        add(fresh, *last.values())
        assert_sound(grown)
        assert_sound(fresh)
        assert content(grown) == content(fresh)
