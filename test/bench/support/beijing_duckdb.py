"""The same figures by DuckDB with one thread: hours of CSV to days, and from days the figures of calendar years and of rolling
365 days of 12 stations and the city. Prints the seconds that reading and computing took. No part of lanbi: a baseline."""
import sys
import time

import duckdb

con = duckdb.connect()
con.execute("SET threads TO 1")
start = time.perf_counter()
con.execute(
    """
    CREATE TABLE hour AS
    SELECT station AS subject, make_date(year::INT, month::INT, day::INT) AS day, hour::INT AS hour,
      TRY_CAST("PM2.5" AS DOUBLE) AS pm2_5, TRY_CAST(PM10 AS DOUBLE) AS pm10, TRY_CAST(SO2 AS DOUBLE) AS so2,
      TRY_CAST(NO2 AS DOUBLE) AS no2, TRY_CAST(CO AS DOUBLE) / 1000 AS co, TRY_CAST(O3 AS DOUBLE) AS o3
    FROM read_csv(?, header = true, all_varchar = true)
    """,
    [sys.argv[1]],
)
con.execute(
    """
    CREATE TABLE ozone AS SELECT subject, day, hour, avg(o3) OVER w AS mean, count(o3) OVER w AS hours FROM hour
    WINDOW w AS (PARTITION BY subject, day ORDER BY hour ROWS 7 PRECEDING)
    """
)
mean = ", ".join(f"CASE WHEN count({p}) >= 20 THEN avg({p}) END AS {p}" for p in ("pm2_5", "pm10", "so2", "no2", "co"))
con.execute(
    f"""
    CREATE TABLE station_day AS SELECT * FROM (SELECT subject, day, {mean} FROM hour GROUP BY ALL) JOIN (
      SELECT subject, day, CASE WHEN count(*) FILTER (hours >= 6) >= 14 OR max(mean) > 160 THEN max(mean) FILTER (hours >= 6) END AS o3
      FROM ozone WHERE hour >= 7 GROUP BY ALL) USING (subject, day)
    """
)
city = ", ".join(f"CASE WHEN count({p}) >= 9 THEN avg({p}) END AS {p}" for p in ("pm2_5", "pm10", "so2", "no2", "co", "o3"))
con.execute(
    f"""
    CREATE TABLE day AS FROM station_day UNION ALL BY NAME SELECT 'city' AS subject, day, {city} FROM station_day GROUP BY day
    """
)
figures = (
    "avg(pm2_5){0} AS pm2_5, avg(pm10){0} AS pm10, avg(so2){0} AS so2, avg(no2){0} AS no2, "
    "quantile_cont(co, 0.95){0} AS co, quantile_cont(o3, 0.9){0} AS o3"
)
index = "so2 / 60 + no2 / 40 + pm10 / 70 + pm2_5 / 35 + co / 4 + o3 / 160"
yearly = con.execute(
    f"SELECT *, {index} FROM (SELECT subject, year(day), {figures.format('')} FROM day GROUP BY ALL)"
).fetchall()
window = " OVER (PARTITION BY subject ORDER BY day ROWS 364 PRECEDING)"
rolling = con.execute(f"SELECT *, {index} FROM (SELECT subject, day, {figures.format(window)} FROM day)").fetchall()
seconds = time.perf_counter() - start
print(f"{seconds:.3f} {duckdb.__version__} {len(yearly)} {len(rolling)}")
