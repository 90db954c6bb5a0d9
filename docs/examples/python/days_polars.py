"""Days of all stations as one polars frame: heavily polluted days of each station.

python days_polars.py http://127.0.0.1:8080 2016-01-01 2016-12-31
"""
import sys
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import polars as pl

base, first, last = sys.argv[1:4]
query = urlencode({"from": first, "to": last, "fields": "station,date,aqi,level"})
request = Request(f"{base}/v1/air/days?{query}", headers={"accept": "text/csv"})
with urlopen(request) as answer:
    days = pl.read_csv(answer.read(), try_parse_dates=True)

heavy = (
    days.group_by("station")
    .agg(pl.len().alias("days"), (pl.col("level") >= 5).sum().alias("heavy"), pl.col("aqi").max().alias("worst"))
    .sort("station")
)
print(heavy.write_csv(), end="")
