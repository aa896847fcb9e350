"""Charts of numbers over time: days across, values on a round scale, ranges and marks where they belong."""

from datetime import date

from claims.web.number_charts import MAX_LINES, NumberChart, NumberLine, NumberPoint, draw_number_chart


def draw(*lines: NumberLine) -> NumberChart:
    chart = draw_number_chart(lines, name="x", title="T", description="D")
    assert chart
    return chart


def test_days_are_to_scale_and_the_scale_need_not_begin_at_zero() -> None:
    days = [date(2026, 1, 1), date(2026, 1, 11), date(2026, 4, 11)]
    points = [NumberPoint(day, value, value) for day, value in zip(days, (6.7, 6.9, 7.4), strict=True)]
    chart = draw(NumberLine("A", points))
    assert chart.curves[0].path == "M0.0 87.5 L10.0 62.5 L100.0 0.0"
    assert [label for _y, label in chart.rules] == ["6.6", "6.8", "7", "7.2", "7.4"]


def test_negative_values_and_one_value_alone_have_a_scale() -> None:
    fall = draw(NumberLine("A", [NumberPoint(date(2026, 1, 1), -0.3, -0.3), NumberPoint(date(2026, 2, 1), 0.2, 0.2)]))
    assert (fall.rules[0][1], fall.rules[-1][1]) == ("-0.4", "0.2")
    single = draw(NumberLine("A", [NumberPoint(date(2026, 1, 1), 5, 5)]))
    assert (single.curves[0].dots[0][0], single.last) == (50.0, "")


def test_an_open_range_goes_to_the_edge_and_a_verdict_is_marked() -> None:
    line = NumberLine(
        "A", [NumberPoint(date(2026, 1, 1), 10, None, "✕", "false"), NumberPoint(date(2026, 2, 1), 5, 20)]
    )
    curve = draw(line).curves[0]
    assert [(x, top) for x, top, _bottom in curve.ranges] == [(0.0, 18.0), (100.0, 18.0)]
    assert [(mark.sign, mark.tone) for mark in curve.marks] == [("✕", "false")]


def test_lines_have_a_bound_and_no_value_makes_no_chart() -> None:
    lines = [NumberLine(str(n), [NumberPoint(date(2026, 1, 1), n, n)]) for n in range(9)]
    assert len(draw(*lines).curves) == MAX_LINES
    assert draw_number_chart([NumberLine("A", [])], name="x", title="T", description="D") is None
