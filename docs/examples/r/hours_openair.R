# Hours of one station for openair: UTC, stamped with the begin of the hour, columns named as openair names them.
#
# Rscript hours_openair.R http://127.0.0.1:8080 Dongsi 2016-01-01 2016-12-31
library(openair)

args <- commandArgs(trailingOnly = TRUE)
url <- sprintf(
  "%s/v1/air/hours?stations=%s&from=%s&to=%s&fields=from,so2,no2,co,o3,pm10,pm2_5",
  args[1], args[2], args[3], args[4]
)
connection <- url(url, headers = c(accept = "text/csv"), encoding = "UTF-8-BOM")
hours <- read.csv(connection)
names(hours)[names(hours) == "from"] <- "date"
names(hours)[names(hours) == "pm2_5"] <- "pm2.5"
# The offset is +08:00: the hours before that are UTC.
hours$date <- as.POSIXct(hours$date, format = "%Y-%m-%dT%H:%M:%S", tz = "UTC") - 8 * 3600

monthly <- timeAverage(hours, avg.time = "month")
write.csv(monthly[, c("date", "pm2.5")], row.names = FALSE)
