"""Answers the questions of test/bench/questions.ts with DuckDB on one thread, from Parquet files of the same hours and samples.

python questions_duckdb.py FOLDER_OF_DATA YEAR
Prints a line a question: name and milliseconds, the median of five. `--answers` prints the answers instead.
"""
import glob
import statistics
import sys
import tempfile
import time

import duckdb

folder, year = sys.argv[1], int(sys.argv[2])
connection = duckdb.connect()
connection.execute("SET threads TO 1")


def parquet_of(query):
    path = tempfile.NamedTemporaryFile(suffix=".parquet").name
    connection.execute(f"COPY ({query}) TO '{path}' (FORMAT parquet)")
    return path


air = parquet_of(
    f"""SELECT station, make_timestamp(year, month, day, hour, 0, 0) AS begin, year, month, day, hour,
    "PM2.5" AS pm2_5, PM10 AS pm10, SO2 AS so2, NO2 AS no2, CO / 1000 AS co, O3 AS o3
  FROM read_csv({glob.glob(f"{folder}/air/prsa-beijing/*.csv.gz")!r}, nullstr='NA', union_by_name=true) ORDER BY begin, station"""
)
# The columns of the file have Chinese names; numbers are read by their place.
water = parquet_of(
    f"""SELECT c.section, c.ts, t.type = 'lake' AS is_lake, ph, oxygen, codmn, nh3n, tp, tn, chla
  FROM read_csv('{folder}/water/hebei-2026-07-09--08-23.csv.gz', header=true, skip=0, all_varchar=false, names=[
    'province', 'basin', 'section', 'ts', 'class', 'temperature', 'ph', 'oxygen', 'conductivity', 'turbidity',
    'codmn', 'nh3n', 'tp', 'tn', 'chla', 'algae', 'fetched']) c
  LEFT JOIN (SELECT column1 AS section, column2 AS type FROM read_csv('{folder}/water/section-type-inferred.csv',
    header=false, skip=1, names=['column0', 'column1', 'column2']) WHERE column0 = '河北省') t USING (section) ORDER BY ts, section"""
)

# HJ 633: the index of a concentration between the breakpoints of 0, 50, 100, 150, 200, 300, 400 and 500.
connection.execute("CREATE MACRO part(c, b0, b1, i0, i1) AS i0 + (i1 - i0) * (c - b0) / (b1 - b0)")
connection.execute(
    """CREATE MACRO iaqi(c, a, b, d, e, f, g, h) AS ceil(CASE WHEN c IS NULL THEN NULL
  WHEN c <= a THEN part(c, 0, a, 0, 50) WHEN c <= b THEN part(c, a, b, 50, 100) WHEN c <= d THEN part(c, b, d, 100, 150)
  WHEN c <= e THEN part(c, d, e, 150, 200) WHEN c <= f THEN part(c, e, f, 200, 300) WHEN c <= g THEN part(c, f, g, 300, 400)
  WHEN c <= h THEN part(c, g, h, 400, 500) ELSE 500 END)"""
)
connection.execute(
    """CREATE MACRO hour_index(so2, no2, co, o3, pm10, pm2_5) AS greatest(
  CASE WHEN so2 <= 800 THEN iaqi(so2, 150, 500, 650, 800, 1600, 2100, 2620) END,
  iaqi(no2, 100, 200, 700, 1200, 2340, 3090, 3840), iaqi(co, 5, 10, 35, 60, 90, 120, 150),
  iaqi(o3, 160, 200, 300, 400, 800, 1000, 1200), iaqi(pm10, 50, 150, 250, 350, 420, 500, 600),
  iaqi(pm2_5, 35, 75, 115, 150, 250, 350, 500))"""
)
# Grade 2 of PM10 and PM2.5 is what the editions differ in.
connection.execute(
    """CREATE MACRO day_index(so2, no2, co, o3, pm10, pm2_5, two_10, two_2_5) AS greatest(
  iaqi(so2, 50, 150, 475, 800, 1600, 2100, 2620), iaqi(no2, 40, 80, 180, 280, 565, 750, 940),
  iaqi(co, 2, 4, 14, 24, 36, 48, 60), CASE WHEN o3 <= 800 THEN iaqi(o3, 100, 160, 215, 265, 800, 800, 800) END,
  iaqi(pm10, 50, two_10, 250, 350, 420, 500, 600), iaqi(pm2_5, 35, two_2_5, 115, 150, 250, 350, 500))"""
)


def hours_of(*years):
    return f"(SELECT * FROM '{air}' WHERE year IN {years + years})"


def days_of(*years):
    """Days of stations: means of 20 hours, and the largest mean of eight hours of ozone that ends in the day."""
    hours = hours_of(*years)
    return f"""(SELECT * FROM (SELECT station, begin::date AS day, year, month, avg(pm2_5) AS pm2_5, avg(pm10) AS pm10, avg(so2) AS so2,
  avg(no2) AS no2, avg(co) AS co FROM {hours} GROUP BY ALL HAVING count(pm2_5) >= 20)
  JOIN (SELECT station, begin::date AS day, max(o3) AS o3 FROM (SELECT station, begin, hour,
    CASE WHEN count(o3) OVER w >= 6 THEN avg(o3) OVER w END AS o3 FROM {hours}
    WINDOW w AS (PARTITION BY station ORDER BY begin RANGE BETWEEN INTERVAL 7 HOURS PRECEDING AND CURRENT ROW))
    WHERE hour >= 7 GROUP BY ALL) USING (station, day))"""


def means_of(days, by, least):
    """Days of a city or of districts out of the days of their stations."""
    mean = ", ".join(f"avg({of}) AS {of}" for of in ("so2", "no2", "co", "o3", "pm10", "pm2_5"))
    return f"(SELECT {by}, {mean} FROM {days} GROUP BY {by} HAVING count(*) >= {least})"


def periods_of(days, by, two_10=150, two_2_5=75, year_10=70, year_2_5=35):
    """Composite index, percentiles and good days of periods."""
    return f"""SELECT {by}, so2 / 60 + no2 / 40 + pm10 / {year_10} + pm2_5 / {year_2_5} + co / 4 + o3 / 160 AS index, co, o3, good FROM (
  SELECT {by}, avg(so2) AS so2, avg(no2) AS no2, avg(pm10) AS pm10, avg(pm2_5) AS pm2_5, quantile_cont(co, 0.95) AS co,
    quantile_cont(o3, 0.9) AS o3, count(*) FILTER (WHERE day_index(so2, no2, co, o3, pm10, pm2_5, {two_10}, {two_2_5}) <= 100) AS good
  FROM {days} GROUP BY {by})"""


hours = hours_of(year)
city = f"(SELECT begin, avg(pm2_5) AS pm2_5, avg(pm10) AS pm10, avg(o3) AS o3 FROM {hours} GROUP BY begin HAVING count(pm2_5) >= 9)"
days = f"""(SELECT station, begin::date AS day, avg(pm2_5) AS pm2_5, avg(pm10) AS pm10, avg(so2) AS so2,
  avg(no2) AS no2, avg(co) AS co FROM {hours} GROUP BY ALL HAVING count(pm2_5) >= 20)"""
city_days = f"(SELECT day, avg(pm2_5) AS pm2_5 FROM {days} GROUP BY day HAVING count(*) >= 9)"
all_days = days_of(year)
whole = means_of(all_days, "day, year, month", 9)
both = means_of(days_of(year - 1, year), "day, year, month", 9)
district = f"(SELECT *, (dense_rank() OVER (ORDER BY station) - 1) // 3 AS district FROM {all_days})"
districts = means_of(district, "district, day, month", 2)
index = "hour_index(so2, no2, co, o3, pm10, pm2_5)"
out = tempfile.NamedTemporaryFile(suffix=".csv").name

# GB 3838 table 1, by item; the class of a sample is its worst item.
connection.execute(
    """CREATE MACRO class_of(v, a, b, c, d, e) AS CASE WHEN v IS NULL THEN NULL WHEN v <= a THEN 1 WHEN v <= b THEN 2
  WHEN v <= c THEN 3 WHEN v <= d THEN 4 WHEN v <= e THEN 5 ELSE 6 END"""
)
classes = """CASE WHEN ph BETWEEN 6 AND 9 THEN 1 WHEN ph IS NOT NULL THEN 6 END AS c_ph,
  class_of(-oxygen, -7.5, -6, -5, -3, -2) AS c_do, class_of(codmn, 2, 4, 6, 10, 15) AS c_codmn,
  class_of(nh3n, 0.15, 0.5, 1, 1.5, 2) AS c_nh3n,
  CASE WHEN is_lake THEN class_of(tp, 0.01, 0.025, 0.05, 0.1, 0.2) ELSE class_of(tp, 0.02, 0.1, 0.2, 0.3, 0.4) END AS c_tp"""
worst = "greatest(c_ph, c_do, c_codmn, c_nh3n, c_tp)"
samples = f"(SELECT *, {classes} FROM '{water}')"
august = f"""(SELECT section, is_lake, -log10(avg(pow(10, -ph))) AS ph, avg(oxygen) AS oxygen, avg(codmn) AS codmn, avg(nh3n) AS nh3n,
  avg(tp) AS tp, avg(tn) AS tn FROM '{water}' WHERE ts >= '2026-08-01' GROUP BY ALL)"""
lake = "section IN ('南刘庄', '烧车淀', '圈头', '光淀张庄', '采蒲台')"

questions = {
    "worst ten days": f"SELECT * FROM {city_days} ORDER BY pm2_5 DESC LIMIT 10",
    "hours above 250": f"SELECT * FROM {city} WHERE pm2_5 > 250 ORDER BY begin",
    "longest run": f"""SELECT count(*), min(day) FROM (SELECT day, day - (row_number() OVER (ORDER BY day))::int AS g
      FROM {city_days} WHERE pm2_5 > 75) GROUP BY g ORDER BY 1 DESC LIMIT 1""",
    "profile": f"SELECT hour(begin), avg(pm2_5), stddev(pm2_5), count(*) FROM {city} GROUP BY 1",
    "O3-90, good days, index by month": f"{periods_of(whole, 'month')} ORDER BY month",
    "twelve rankings of districts": f"SELECT *, rank() OVER (PARTITION BY month ORDER BY index) FROM ({periods_of(districts, 'district, month')})",
    "AQI of all stations now": f"SELECT station, {index} FROM '{air}' WHERE begin = (SELECT max(begin) FROM '{air}')",
    "AQI of all stations at a past hour": f"SELECT station, {index} FROM '{air}' WHERE begin = '2016-12-20 20:00'",
    "worst station of a day": f"""SELECT station, day_index(so2, no2, co, o3, pm10, pm2_5, 150, 75) AS aqi
      FROM {all_days} WHERE day = '2016-12-30' ORDER BY aqi DESC LIMIT 1""",
    "hourly wide table": f"COPY (PIVOT (SELECT begin, station, pm2_5 FROM {hours}) ON station USING first(pm2_5) ORDER BY begin) TO '{out}'",
    "hourly table of 12 stations": f"COPY (SELECT * FROM {hours} ORDER BY begin, station) TO '{out}'",
    "city hours of a year": f"COPY (SELECT * FROM {city} ORDER BY begin) TO '{out}'",
    "daily table of 12 stations": f"COPY (SELECT * FROM {days} ORDER BY day, station) TO '{out}'",
    "completeness": f"SELECT station, month, count(pm2_5), count(pm10), count(so2), count(no2), count(co), count(o3) FROM {hours} GROUP BY ALL",
    "change against last year": periods_of(both, "year"),
    "year under another edition": periods_of(whole, "year", 120, 60, 60, 30),
    "which item fails most": "SELECT "
    + ", ".join(f"count(*) FILTER (WHERE c_{of} > 3)" for of in ("ph", "do", "codmn", "nh3n", "tp"))
    + f" FROM {samples} WHERE section = (SELECT min(section) FROM '{water}')",
    "latest class of all sections": f"SELECT section, arg_max({worst}, ts) FROM {samples} GROUP BY section",
    "item means of a month": f"SELECT *, {worst} FROM (SELECT *, {classes} FROM {august})",
    "trophic index of a week": f"""SELECT day, (0.2663 * 10 * (2.5 + 1.086 * ln(1000 * chla)) + 0.1879 * 10 * (9.436 + 1.624 * ln(tp))
      + 0.179 * 10 * (5.453 + 1.694 * ln(tn)) + 0.1834 * 10 * (0.109 + 2.661 * ln(codmn)))
      / 0.8166 FROM (SELECT ts::date AS day, avg(chla) AS chla,
      avg(tp) AS tp, avg(tn) AS tn, avg(codmn) AS codmn FROM '{water}' WHERE {lake} AND ts BETWEEN '2026-08-01' AND '2026-08-08' GROUP BY 1)""",
    "targets missed": f"SELECT section, {worst} AS class FROM (SELECT *, {classes} FROM {august}) WHERE class > 3 ORDER BY class DESC",
}
for name, query in questions.items():
    if "--answers" in sys.argv:
        if not query.startswith("COPY"):
            print(name, connection.execute(query).fetchall()[:13], sep="\t")
        continue
    times = []
    for _ in range(5):
        begin = time.perf_counter()
        answer = connection.execute(query)
        if not query.startswith("COPY"):
            answer.fetchall()
        times.append(1000 * (time.perf_counter() - begin))
    print(f"{name}\t{statistics.median(times):.1f}")
