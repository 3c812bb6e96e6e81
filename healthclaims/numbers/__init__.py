"""What numbers hide: 1,000 people, small studies, amounts without units.

It knows neither articles nor learners: all products are invented, and nothing is kept.

- `people_widget`: `thousand_people`; `risk` counts for it
- `small_studies_widget`: `small_studies`; `small_studies` throws the dice for it
- `amounts`: `ways_to_read`
- `sentences`: what both pictures say, in Python and on the page
"""
