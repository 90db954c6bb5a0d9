"""Hours of all stations as one pandas frame: a column a station, in UTC, stamped with the begin of the hour.

python hours_pandas.py http://127.0.0.1:8080 2016-01-01 2016-01-31
"""
import sys
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pandas as pd

base, first, last = sys.argv[1:4]
query = urlencode({"from": first, "to": last, "layout": "wide", "fields": "from,pm2_5"})
request = Request(f"{base}/v1/air/hours?{query}", headers={"accept": "text/csv"})
with urlopen(request) as answer:
    hours = pd.read_csv(answer, encoding="utf-8-sig", index_col="from", parse_dates=["from"])
hours.index = pd.to_datetime(hours.index, utc=True)

# A line a station: hours with a value, mean, largest.
summary = hours.agg(["count", "mean", "max"]).T
print(summary.round(3).to_csv(lineterminator="\n"), end="")
