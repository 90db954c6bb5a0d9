"""Answers the questions of test/bench/questions.ts with DuckDB on one thread, from a Parquet file of the same hours.

python questions_duckdb.py FOLDER_OF_CSV YEAR
Prints a line a question: name and milliseconds, the median of five.
"""
import glob
import statistics
import sys
import tempfile
import time

import duckdb

folder, year = sys.argv[1], sys.argv[2]
connection = duckdb.connect()
connection.execute("SET threads TO 1")
parquet = tempfile.NamedTemporaryFile(suffix=".parquet").name
files = glob.glob(f"{folder}/*.csv.gz")
connection.execute(
    f"""COPY (
  SELECT station, make_timestamp(year, month, day, hour, 0, 0) AS begin, year, month, day, hour,
    "PM2.5" AS pm2_5, PM10 AS pm10, SO2 AS so2, NO2 AS no2, CO / 1000 AS co, O3 AS o3
  FROM read_csv({files!r}, nullstr='NA', union_by_name=true) ORDER BY begin, station
) TO '{parquet}' (FORMAT parquet)"""
)
hours = f"(SELECT * FROM '{parquet}' WHERE year = {year})"
city = f"""(SELECT begin, avg(pm2_5) AS pm2_5, avg(pm10) AS pm10, avg(o3) AS o3 FROM {hours} GROUP BY begin HAVING count(pm2_5) >= 9)"""
days = f"""(SELECT station, begin::date AS day, avg(pm2_5) AS pm2_5, avg(pm10) AS pm10, avg(so2) AS so2,
  avg(no2) AS no2, avg(co) AS co FROM {hours} GROUP BY ALL HAVING count(pm2_5) >= 20)"""
city_days = f"(SELECT day, avg(pm2_5) AS pm2_5 FROM {days} GROUP BY day HAVING count(*) >= 9)"
out = tempfile.NamedTemporaryFile(suffix=".csv").name

questions = {
    "worst ten days": f"SELECT * FROM {city_days} ORDER BY pm2_5 DESC LIMIT 10",
    "hours above 250": f"SELECT * FROM {city} WHERE pm2_5 > 250 ORDER BY begin",
    "longest run": f"""SELECT count(*), min(day) FROM (SELECT day, day - (row_number() OVER (ORDER BY day))::int AS g
      FROM {city_days} WHERE pm2_5 > 75) GROUP BY g ORDER BY 1 DESC LIMIT 1""",
    "profile": f"SELECT hour(begin), avg(pm2_5), stddev(pm2_5), count(*) FROM {city} GROUP BY 1",
    "hourly wide table": f"COPY (PIVOT (SELECT begin, station, pm2_5 FROM {hours}) ON station USING first(pm2_5) ORDER BY begin) TO '{out}'",
    "hourly table of 12 stations": f"COPY (SELECT * FROM {hours} ORDER BY begin, station) TO '{out}'",
    "city hours of a year": f"COPY (SELECT * FROM {city} ORDER BY begin) TO '{out}'",
    "daily table of 12 stations": f"COPY (SELECT * FROM {days} ORDER BY day, station) TO '{out}'",
    "completeness": f"SELECT station, month, count(pm2_5), count(pm10), count(so2), count(no2), count(co), count(o3) FROM {hours} GROUP BY ALL",
}
for name, query in questions.items():
    times = []
    for _ in range(5):
        begin = time.perf_counter()
        answer = connection.execute(query)
        if not query.startswith("COPY"):
            answer.fetchall()
        times.append(1000 * (time.perf_counter() - begin))
    print(f"{name}\t{statistics.median(times):.1f}")
