// Made by `npm run client` from the OpenAPI document of services/api; a test says when it is out of date.

export interface paths {
    "/healthz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Liveness */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                "4XX": components["responses"]["Refused"];
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {string} */
                            status: "ok";
                        };
                    };
                };
                503: components["responses"]["NotNow"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** OpenMetrics */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                "4XX": components["responses"]["Refused"];
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/openmetrics-text": unknown;
                    };
                };
                503: components["responses"]["NotNow"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/readyz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Readiness with reasons */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                "4XX": components["responses"]["Refused"];
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            checks: {
                                name: string;
                                ok: boolean;
                                reason?: string;
                            }[];
                            /** @description whether the stations of this process are simulated */
                            simulated: boolean;
                            /** @enum {string} */
                            status: "ready" | "not-ready";
                        };
                    };
                };
                503: components["responses"]["NotNow"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/air/completeness": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Completeness of hourly values by day or month, with the reasons */
        get: {
            parameters: {
                query?: {
                    /** @description `meta.cursor` of the answer before */
                    cursor?: string;
                    /** @description the columns of the answer with commas between, in their order */
                    fields?: string;
                    /** @description a date, month or year (2026-04-01, 2026-04, 2026), which is the whole of it at +08:00; or RFC 3339 with an offset, such as 2026-04-01T08:00:00+08:00 */
                    from?: string;
                    interval?: "month" | "day";
                    /** @description `wide`: a row for each time and a column for each subject, of one value */
                    layout?: "long" | "wide";
                    /** @description only districts or cities */
                    level?: "district" | "city";
                    /** @description rows at the most */
                    limit?: number;
                    /** @description columns, the smallest first, with `-` the largest: `-pm2_5`; answers the first `top` rows */
                    order?: string;
                    /** @description only these of the values, such as `pm2_5,o3` */
                    parameters?: string;
                    /** @description rows of each time by a column, the smallest first, with `-` the largest, with their rank: `-aqi`; with `top` the first ranks alone */
                    rank?: string;
                    /** @description only what is in this region or below it */
                    region?: string;
                    /** @description ids of districts and cities with commas between, or `all`, instead of stations */
                    regions?: string;
                    /** @description the longest runs of rows for which terms hold, such as `pm2_5>75`, instead of rows */
                    runs?: string;
                    /** @description ids of air stations with commas between, or `all`; all where nothing is asked for */
                    stations?: string;
                    /** @description a date, month or year (2026-04-01, 2026-04, 2026), which is the whole of it at +08:00; or RFC 3339 with an offset, such as 2026-04-01T08:00:00+08:00 */
                    to?: string;
                    /** @description rows of an order or runs at the most, 100 by default; ranks at the most, all by default */
                    top?: number;
                    /** @description terms with commas between that all have to hold, such as `pm2_5>250,level>=4` or `class>III`; operators > >= < <= = != */
                    where?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                "4XX": components["responses"]["Refused"];
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            data: (components["schemas"]["CompletenessRow"] | components["schemas"]["CompletenessRowRun"] | components["schemas"]["CompletenessRowProfile"] | components["schemas"]["CompletenessRowWide"])[];
                            meta: {
                                cursor?: string;
                                evaluation: components["schemas"]["EvaluationState"];
                                limit: number;
                            };
                        };
                        "application/x-ndjson": string;
                        "text/csv": string;
                    };
                };
                503: components["responses"]["NotNow"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/air/days": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Days of air stations, or of districts and cities, in one table */
        get: {
            parameters: {
                query?: {
                    /** @description `meta.cursor` of the answer before */
                    cursor?: string;
                    /** @description an edition of HJ 633 instead of those in force, such as 2026 */
                    edition?: string;
                    /** @description the columns of the answer with commas between, in their order */
                    fields?: string;
                    /** @description a row with its reason for each expected time without data */
                    fill?: "true" | "false";
                    /** @description a date, month or year (2026-04-01, 2026-04, 2026), which is the whole of it at +08:00; or RFC 3339 with an offset, such as 2026-04-01T08:00:00+08:00 */
                    from?: string;
                    /** @description `wide`: a row for each time and a column for each subject, of one value */
                    layout?: "long" | "wide";
                    /** @description only districts or cities */
                    level?: "district" | "city";
                    /** @description rows at the most */
                    limit?: number;
                    /** @description columns, the smallest first, with `-` the largest: `-pm2_5`; answers the first `top` rows */
                    order?: string;
                    /** @description only these of the values, such as `pm2_5,o3` */
                    parameters?: string;
                    /** @description means by `hour`, `weekday` (1 is Monday), `month`, `season`, of hours of stations that report it also by `wind` (16 sectors and `calm`) and `wind_speed` (whole m/s), or two of them crossed (`hour:weekday`), with count and 95 % interval, instead of rows */
                    profile?: string;
                    /** @description rows of each time by a column, the smallest first, with `-` the largest, with their rank: `-aqi`; with `top` the first ranks alone */
                    rank?: string;
                    /** @description only what is in this region or below it */
                    region?: string;
                    /** @description ids of districts and cities with commas between, or `all`, instead of stations */
                    regions?: string;
                    /** @description the longest runs of rows for which terms hold, such as `pm2_5>75`, instead of rows */
                    runs?: string;
                    /** @description ids of air stations with commas between, or `all`; all where nothing is asked for */
                    stations?: string;
                    /** @description a date, month or year (2026-04-01, 2026-04, 2026), which is the whole of it at +08:00; or RFC 3339 with an offset, such as 2026-04-01T08:00:00+08:00 */
                    to?: string;
                    /** @description rows of an order or runs at the most, 100 by default; ranks at the most, all by default */
                    top?: number;
                    /** @description terms with commas between that all have to hold, such as `pm2_5>250,level>=4` or `class>III`; operators > >= < <= = != */
                    where?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                "4XX": components["responses"]["Refused"];
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            data: (components["schemas"]["AirDayRow"] | components["schemas"]["AirDayRowRun"] | components["schemas"]["AirDayRowProfile"] | components["schemas"]["AirDayRowWide"])[];
                            meta: {
                                cursor?: string;
                                evaluation: components["schemas"]["EvaluationState"];
                                limit: number;
                            };
                        };
                        "application/x-ndjson": string;
                        "text/csv": string;
                    };
                };
                503: components["responses"]["NotNow"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/air/hours": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Hours of air stations, or of districts and cities, in one table */
        get: {
            parameters: {
                query?: {
                    /** @description `meta.cursor` of the answer before */
                    cursor?: string;
                    /** @description an edition of HJ 633 instead of those in force, such as 2026 */
                    edition?: string;
                    /** @description the columns of the answer with commas between, in their order */
                    fields?: string;
                    /** @description a row with its reason for each expected time without data */
                    fill?: "true" | "false";
                    /** @description a date, month or year (2026-04-01, 2026-04, 2026), which is the whole of it at +08:00; or RFC 3339 with an offset, such as 2026-04-01T08:00:00+08:00 */
                    from?: string;
                    /** @description `wide`: a row for each time and a column for each subject, of one value */
                    layout?: "long" | "wide";
                    /** @description only districts or cities */
                    level?: "district" | "city";
                    /** @description rows at the most */
                    limit?: number;
                    /** @description columns, the smallest first, with `-` the largest: `-pm2_5`; answers the first `top` rows */
                    order?: string;
                    /** @description only these of the values, such as `pm2_5,o3` */
                    parameters?: string;
                    /** @description means by `hour`, `weekday` (1 is Monday), `month`, `season`, of hours of stations that report it also by `wind` (16 sectors and `calm`) and `wind_speed` (whole m/s), or two of them crossed (`hour:weekday`), with count and 95 % interval, instead of rows */
                    profile?: string;
                    /** @description rows of each time by a column, the smallest first, with `-` the largest, with their rank: `-aqi`; with `top` the first ranks alone */
                    rank?: string;
                    /** @description only what is in this region or below it */
                    region?: string;
                    /** @description ids of districts and cities with commas between, or `all`, instead of stations */
                    regions?: string;
                    /** @description the longest runs of rows for which terms hold, such as `pm2_5>75`, instead of rows */
                    runs?: string;
                    /** @description ids of air stations with commas between, or `all`; all where nothing is asked for */
                    stations?: string;
                    /** @description a date, month or year (2026-04-01, 2026-04, 2026), which is the whole of it at +08:00; or RFC 3339 with an offset, such as 2026-04-01T08:00:00+08:00 */
                    to?: string;
                    /** @description rows of an order or runs at the most, 100 by default; ranks at the most, all by default */
                    top?: number;
                    /** @description terms with commas between that all have to hold, such as `pm2_5>250,level>=4` or `class>III`; operators > >= < <= = != */
                    where?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                "4XX": components["responses"]["Refused"];
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            data: (components["schemas"]["AirHourRow"] | components["schemas"]["AirHourRowRun"] | components["schemas"]["AirHourRowProfile"] | components["schemas"]["AirHourRowWide"])[];
                            meta: {
                                cursor?: string;
                                evaluation: components["schemas"]["EvaluationState"];
                                limit: number;
                            };
                        };
                        "application/x-ndjson": string;
                        "text/csv": string;
                    };
                };
                503: components["responses"]["NotNow"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/air/periods": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Months, quarters, years or rolling periods of air of several subjects, also ranked */
        get: {
            parameters: {
                query?: {
                    /** @description adds the earlier period, under the same editions, and the changes in per cent */
                    against?: "year-earlier" | "period-before";
                    /** @description `meta.cursor` of the answer before */
                    cursor?: string;
                    /** @description an edition of GB 3095, such as 2012 or 2026 */
                    edition?: string;
                    /** @description the columns of the answer with commas between, in their order */
                    fields?: string;
                    /** @description a row for each period without a day */
                    fill?: "true" | "false";
                    /** @description a date, month or year (2026-04-01, 2026-04, 2026), which is the whole of it at +08:00; or RFC 3339 with an offset, such as 2026-04-01T08:00:00+08:00 */
                    from?: string;
                    /** @description month, quarter, half-year or year: one behind another; rolling or to date: one that ends with each day */
                    interval?: "month" | "quarter" | "half-year" | "year" | "month-to-date" | "year-to-date" | "rolling-7d" | "rolling-30d" | "rolling-365d";
                    /** @description `wide`: a row for each time and a column for each subject, of one value */
                    layout?: "long" | "wide";
                    /** @description only districts or cities */
                    level?: "district" | "city";
                    /** @description rows at the most */
                    limit?: number;
                    method?: "ranking" | "annex-c";
                    /** @description columns, the smallest first, with `-` the largest: `-pm2_5`; answers the first `top` rows */
                    order?: string;
                    /** @description only these of the values, such as `pm2_5,o3` */
                    parameters?: string;
                    /** @description means by `hour`, `weekday` (1 is Monday), `month`, `season`, of hours of stations that report it also by `wind` (16 sectors and `calm`) and `wind_speed` (whole m/s), or two of them crossed (`hour:weekday`), with count and 95 % interval, instead of rows */
                    profile?: string;
                    /** @description rows of each time by a column, the smallest first, with `-` the largest, with their rank: `-aqi`; with `top` the first ranks alone */
                    rank?: string;
                    /** @description only what is in this region or below it */
                    region?: string;
                    /** @description ids of districts and cities with commas between, or `all`, instead of stations */
                    regions?: string;
                    /** @description the longest runs of rows for which terms hold, such as `pm2_5>75`, instead of rows */
                    runs?: string;
                    stage?: "transition" | "final";
                    /** @description ids of air stations with commas between, or `all`; all where nothing is asked for */
                    stations?: string;
                    /** @description of rolling periods and those to date: a period ends with each day, which is the default */
                    step?: "day";
                    /** @description a date, month or year (2026-04-01, 2026-04, 2026), which is the whole of it at +08:00; or RFC 3339 with an offset, such as 2026-04-01T08:00:00+08:00 */
                    to?: string;
                    /** @description rows of an order or runs at the most, 100 by default; ranks at the most, all by default */
                    top?: number;
                    /** @description terms with commas between that all have to hold, such as `pm2_5>250,level>=4` or `class>III`; operators > >= < <= = != */
                    where?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                "4XX": components["responses"]["Refused"];
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            data: (components["schemas"]["AirPeriodRow"] | components["schemas"]["AirPeriodRowRun"] | components["schemas"]["AirPeriodRowProfile"] | components["schemas"]["AirPeriodRowWide"])[];
                            meta: {
                                cursor?: string;
                                evaluation: components["schemas"]["EvaluationState"];
                                limit: number;
                            };
                        };
                        "application/x-ndjson": string;
                        "text/csv": string;
                    };
                };
                503: components["responses"]["NotNow"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/air/rankings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Districts or cities by composite index or by its change */
        get: {
            parameters: {
                query?: {
                    /** @description what a change is compared with */
                    against?: "year-earlier" | "period-before";
                    /** @description a year, month or date inside the period, such as 2023, 2023-09, 2023-09-12; of a rolling period and one to date its last day; not in the future; default now */
                    at?: string;
                    by?: "index" | "change";
                    /** @description earlier periods: `same-edition` evaluates every figure of both sides under the editions of the later one, `in-force` each under those in force then */
                    compare?: "same-edition" | "in-force";
                    /** @description an edition of GB 3095, such as 2012 or 2026 */
                    edition?: string;
                    /** @description add the derivation */
                    explain?: "true" | "false";
                    /** @description first day of a custom period, and of no other */
                    from?: string;
                    /** @example district */
                    level?: "district" | "city";
                    method?: "ranking" | "annex-c";
                    /** @example rolling-30d */
                    period?: "month" | "quarter" | "half-year" | "year" | "month-to-date" | "year-to-date" | "rolling-7d" | "rolling-30d" | "rolling-365d" | "custom";
                    stage?: "transition" | "final";
                    /** @description last day of a custom period, and of no other */
                    to?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                "4XX": components["responses"]["Refused"];
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AirRanking"];
                        "application/x-ndjson": string;
                        "text/csv": string;
                    };
                };
                503: components["responses"]["NotNow"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/air/regions/{id}/aqi": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Index of a district or city, by hours or days */
        get: {
            parameters: {
                query?: {
                    /** @description `meta.cursor` of the answer before */
                    cursor?: string;
                    /** @description evaluate under this edition instead of the one in force */
                    edition?: string;
                    /** @description add the derivation */
                    explain?: "true" | "false";
                    /** @description columns of the answer with commas between, such as `to,aqi,concentrations.pm2_5`; a name with members stands for all of them */
                    fields?: string;
                    /** @description a date, month or year (2026-04-01, 2026-04, 2026), which is the whole of it at +08:00; or RFC 3339 with an offset, such as 2026-04-01T08:00:00+08:00 */
                    from?: string;
                    interval?: "hour" | "day";
                    /** @description rows at the most */
                    limit?: number;
                    method?: string;
                    /** @description digits of the concentrations: those of HJ 663 (CO one decimal, others none), or all of them; with `explain=true` all */
                    rounding?: "standard" | "exact";
                    /** @description a date, month or year (2026-04-01, 2026-04, 2026), which is the whole of it at +08:00; or RFC 3339 with an offset, such as 2026-04-01T08:00:00+08:00 */
                    to?: string;
                };
                header?: never;
                path: {
                    /** @example jingxiu */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                "4XX": components["responses"]["Refused"];
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            data: components["schemas"]["AirIndexRow"][];
                            meta: {
                                /** @description by `level` */
                                categories: components["schemas"]["AqiCategory"][];
                                cursor?: string;
                                /** @description what holds for each row that does not say otherwise */
                                each: {
                                    /** @enum {boolean} */
                                    provisional: false;
                                    /** @enum {number} */
                                    revision: 1;
                                    validity: {
                                        /** @enum {string} */
                                        kind: "valid";
                                    };
                                };
                                /** @description of HJ 633; a row under another one names it */
                                edition: string;
                                evaluation: components["schemas"]["EvaluationState"];
                                /** @enum {string} */
                                interval: "hour" | "day";
                                limit: number;
                                method: string;
                                name: {
                                    en: string;
                                    zh: string;
                                };
                                region?: string;
                                /** @description every standard that was used; a row under others names them */
                                standards: {
                                    edition: string;
                                    /** @enum {string} */
                                    stage?: "transition" | "final";
                                }[];
                                station?: string;
                                /** @description of the concentrations */
                                units: {
                                    co?: string;
                                    no2?: string;
                                    o3?: string;
                                    pm2_5?: string;
                                    pm10?: string;
                                    so2?: string;
                                };
                            };
                        };
                        "application/x-ndjson": string;
                        "text/csv": string;
                    };
                };
                503: components["responses"]["NotNow"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/air/regions/{id}/aqi/latest": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Latest hourly index of a district or city */
        get: {
            parameters: {
                query?: {
                    /** @description evaluate under this edition instead of the one in force */
                    edition?: string;
                    /** @description add the derivation */
                    explain?: "true" | "false";
                    method?: string;
                };
                header?: never;
                path: {
                    /** @example jingxiu */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                "4XX": components["responses"]["Refused"];
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            aqi: number | null;
                            category: components["schemas"]["AqiCategory"] | null;
                            computedAt: string;
                            concentrations: components["schemas"]["PollutantValues"];
                            /** @description hours of a station, ozone: 8 h means; points of a region */
                            coverage?: {
                                co?: components["schemas"]["Coverage"];
                                no2?: components["schemas"]["Coverage"];
                                o3?: components["schemas"]["Coverage"];
                                pm2_5?: components["schemas"]["Coverage"];
                                pm10?: components["schemas"]["Coverage"];
                                so2?: components["schemas"]["Coverage"];
                            };
                            /**
                             * @description how far the data of its whole time were checked; absent where some are live. Of audited data late ones are not expected any more: the figure is not `provisional`
                             * @enum {string}
                             */
                            dataState?: "reviewed" | "audited";
                            derivation?: components["schemas"]["Step"][];
                            edition: string;
                            evaluation: components["schemas"]["EvaluationState"];
                            from: string;
                            /** @description of a day the ozone maximum 1 h; of an hour the running means that end with it, where the index takes them or they are asked for (`method`, `explain`, `fields`) */
                            further?: {
                                o3_1h?: number | null;
                                o3_8h?: number | null;
                                pm2_5_24h?: number | null;
                                pm10_24h?: number | null;
                                so2_24h?: number | null;
                            };
                            /** @enum {string} */
                            interval: "hour" | "day";
                            level: number | null;
                            method: string;
                            missing: components["schemas"]["PollutantReasons"];
                            name: {
                                en: string;
                                zh: string;
                            };
                            primary: string[];
                            /** @description true while the time runs, late data are expected (LANBI_PROVISIONAL_HOURS; not of audited data), or not all that is stored is evaluated */
                            provisional: boolean;
                            /** @description why there is no index */
                            reason?: string;
                            region?: string;
                            revision: number;
                            staleness: components["schemas"]["Staleness"];
                            /** @description every standard that was used */
                            standards: {
                                edition: string;
                                /** @enum {string} */
                                stage?: "transition" | "final";
                            }[];
                            station?: string;
                            subIndices: components["schemas"]["PollutantValues"];
                            to: string;
                            validity: components["schemas"]["Validity"];
                        };
                        "application/x-ndjson": string;
                        "text/csv": string;
                    };
                };
                503: components["responses"]["NotNow"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/air/regions/{id}/composite-index": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Composite index of a district or city and its change */
        get: {
            parameters: {
                query?: {
                    /** @description a year, month or date inside the period, such as 2023, 2023-09, 2023-09-12; of a rolling period and one to date its last day; not in the future; default now */
                    at?: string;
                    /** @description earlier periods: `same-edition` evaluates every figure of both sides under the editions of the later one, `in-force` each under those in force then */
                    compare?: "same-edition" | "in-force";
                    /** @description an edition of GB 3095, such as 2012 or 2026 */
                    edition?: string;
                    /** @description add the derivation */
                    explain?: "true" | "false";
                    /** @description first day of a custom period, and of no other */
                    from?: string;
                    method?: "ranking" | "annex-c";
                    /** @example rolling-30d */
                    period?: "month" | "quarter" | "half-year" | "year" | "month-to-date" | "year-to-date" | "rolling-7d" | "rolling-30d" | "rolling-365d" | "custom";
                    stage?: "transition" | "final";
                    /** @description last day of a custom period, and of no other */
                    to?: string;
                };
                header?: never;
                path: {
                    /** @example baoding */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                "4XX": components["responses"]["Refused"];
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CompositeIndex"];
                        "application/x-ndjson": string;
                        "text/csv": string;
                    };
                };
                503: components["responses"]["NotNow"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/air/regions/{id}/targets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Targets of a year that the registry sets, and what the rest of the year may have */
        get: {
            parameters: {
                query?: {
                    /** @description default the one that runs */
                    year?: string;
                };
                header?: never;
                path: {
                    /** @example baoding */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                "4XX": components["responses"]["Refused"];
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AirTargets"];
                        "application/x-ndjson": string;
                        "text/csv": string;
                    };
                };
                503: components["responses"]["NotNow"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/air/regions/latest": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Latest hourly index of every district and city */
        get: {
            parameters: {
                query?: {
                    /** @description the latest as of this time: what had ended then, at most a day before; the states of stations are those of now */
                    at?: string;
                    /** @description columns of the answer with commas between, such as `to,aqi,concentrations.pm2_5`; a name with members stands for all of them */
                    fields?: string;
                    /** @description default by `Accept`, JSON where that does not say */
                    format?: "json" | "csv" | "ndjson" | "geojson";
                    /** @description only what is in this region or below it */
                    region?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                "4XX": components["responses"]["Refused"];
                /** @description A row for each subject, also for one without data */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/geo+json": {
                            features: {
                                geometry: {
                                    coordinates: number[];
                                    /** @enum {string} */
                                    type: "Point";
                                } | null;
                                id: string;
                                properties: components["schemas"]["LatestAirRegion"];
                                /** @enum {string} */
                                type: "Feature";
                            }[];
                            meta: {
                                categories: components["schemas"]["AqiCategory"][];
                                edition: string;
                                evaluation: components["schemas"]["EvaluationState"];
                                /** @enum {string} */
                                interval: "hour";
                                /** @description every standard that was used */
                                standards: {
                                    edition: string;
                                    /** @enum {string} */
                                    stage?: "transition" | "final";
                                }[];
                                units: {
                                    co?: string;
                                    no2?: string;
                                    o3?: string;
                                    pm2_5?: string;
                                    pm10?: string;
                                    so2?: string;
                                };
                            };
                            /** @enum {string} */
                            type: "FeatureCollection";
                        };
                        "application/json": {
                            data: components["schemas"]["LatestAirRegion"][];
                            meta: {
                                categories: components["schemas"]["AqiCategory"][];
                                edition: string;
                                evaluation: components["schemas"]["EvaluationState"];
                                /** @enum {string} */
                                interval: "hour";
                                /** @description every standard that was used */
                                standards: {
                                    edition: string;
                                    /** @enum {string} */
                                    stage?: "transition" | "final";
                                }[];
                                units: {
                                    co?: string;
                                    no2?: string;
                                    o3?: string;
                                    pm2_5?: string;
                                    pm10?: string;
                                    so2?: string;
                                };
                            };
                        };
                        "application/x-ndjson": string;
                        "text/csv": string;
                    };
                };
                503: components["responses"]["NotNow"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/air/stations/{id}/aqi": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Index of a station, by hours or days */
        get: {
            parameters: {
                query?: {
                    /** @description `meta.cursor` of the answer before */
                    cursor?: string;
                    /** @description evaluate under this edition instead of the one in force */
                    edition?: string;
                    /** @description add the derivation */
                    explain?: "true" | "false";
                    /** @description columns of the answer with commas between, such as `to,aqi,concentrations.pm2_5`; a name with members stands for all of them */
                    fields?: string;
                    /** @description a date, month or year (2026-04-01, 2026-04, 2026), which is the whole of it at +08:00; or RFC 3339 with an offset, such as 2026-04-01T08:00:00+08:00 */
                    from?: string;
                    interval?: "hour" | "day";
                    /** @description rows at the most */
                    limit?: number;
                    method?: string;
                    /** @description digits of the concentrations: those of HJ 663 (CO one decimal, others none), or all of them; with `explain=true` all */
                    rounding?: "standard" | "exact";
                    /** @description a date, month or year (2026-04-01, 2026-04, 2026), which is the whole of it at +08:00; or RFC 3339 with an offset, such as 2026-04-01T08:00:00+08:00 */
                    to?: string;
                };
                header?: never;
                path: {
                    /** @example BD01 */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                "4XX": components["responses"]["Refused"];
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            data: components["schemas"]["AirIndexRow"][];
                            meta: {
                                /** @description by `level` */
                                categories: components["schemas"]["AqiCategory"][];
                                cursor?: string;
                                /** @description what holds for each row that does not say otherwise */
                                each: {
                                    /** @enum {boolean} */
                                    provisional: false;
                                    /** @enum {number} */
                                    revision: 1;
                                    validity: {
                                        /** @enum {string} */
                                        kind: "valid";
                                    };
                                };
                                /** @description of HJ 633; a row under another one names it */
                                edition: string;
                                evaluation: components["schemas"]["EvaluationState"];
                                /** @enum {string} */
                                interval: "hour" | "day";
                                limit: number;
                                method: string;
                                name: {
                                    en: string;
                                    zh: string;
                                };
                                region?: string;
                                /** @description every standard that was used; a row under others names them */
                                standards: {
                                    edition: string;
                                    /** @enum {string} */
                                    stage?: "transition" | "final";
                                }[];
                                station?: string;
                                /** @description of the concentrations */
                                units: {
                                    co?: string;
                                    no2?: string;
                                    o3?: string;
                                    pm2_5?: string;
                                    pm10?: string;
                                    so2?: string;
                                };
                            };
                        };
                        "application/x-ndjson": string;
                        "text/csv": string;
                    };
                };
                503: components["responses"]["NotNow"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/air/stations/{id}/aqi/latest": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Latest hourly index of a station */
        get: {
            parameters: {
                query?: {
                    /** @description evaluate under this edition instead of the one in force */
                    edition?: string;
                    /**
                     * @description add the derivation
                     * @example true
                     */
                    explain?: "true" | "false";
                    method?: string;
                };
                header?: never;
                path: {
                    /** @example BD01 */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                "4XX": components["responses"]["Refused"];
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            aqi: number | null;
                            category: components["schemas"]["AqiCategory"] | null;
                            computedAt: string;
                            concentrations: components["schemas"]["PollutantValues"];
                            /** @description hours of a station, ozone: 8 h means; points of a region */
                            coverage?: {
                                co?: components["schemas"]["Coverage"];
                                no2?: components["schemas"]["Coverage"];
                                o3?: components["schemas"]["Coverage"];
                                pm2_5?: components["schemas"]["Coverage"];
                                pm10?: components["schemas"]["Coverage"];
                                so2?: components["schemas"]["Coverage"];
                            };
                            /**
                             * @description how far the data of its whole time were checked; absent where some are live. Of audited data late ones are not expected any more: the figure is not `provisional`
                             * @enum {string}
                             */
                            dataState?: "reviewed" | "audited";
                            derivation?: components["schemas"]["Step"][];
                            edition: string;
                            evaluation: components["schemas"]["EvaluationState"];
                            from: string;
                            /** @description of a day the ozone maximum 1 h; of an hour the running means that end with it, where the index takes them or they are asked for (`method`, `explain`, `fields`) */
                            further?: {
                                o3_1h?: number | null;
                                o3_8h?: number | null;
                                pm2_5_24h?: number | null;
                                pm10_24h?: number | null;
                                so2_24h?: number | null;
                            };
                            /** @enum {string} */
                            interval: "hour" | "day";
                            level: number | null;
                            method: string;
                            missing: components["schemas"]["PollutantReasons"];
                            name: {
                                en: string;
                                zh: string;
                            };
                            primary: string[];
                            /** @description true while the time runs, late data are expected (LANBI_PROVISIONAL_HOURS; not of audited data), or not all that is stored is evaluated */
                            provisional: boolean;
                            /** @description why there is no index */
                            reason?: string;
                            region?: string;
                            revision: number;
                            staleness: components["schemas"]["Staleness"];
                            /** @description every standard that was used */
                            standards: {
                                edition: string;
                                /** @enum {string} */
                                stage?: "transition" | "final";
                            }[];
                            station?: string;
                            subIndices: components["schemas"]["PollutantValues"];
                            to: string;
                            validity: components["schemas"]["Validity"];
                        };
                        "application/x-ndjson": string;
                        "text/csv": string;
                    };
                };
                503: components["responses"]["NotNow"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/air/stations/{id}/composite-index": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Composite index of a station and its change */
        get: {
            parameters: {
                query?: {
                    /** @description a year, month or date inside the period, such as 2023, 2023-09, 2023-09-12; of a rolling period and one to date its last day; not in the future; default now */
                    at?: string;
                    /** @description earlier periods: `same-edition` evaluates every figure of both sides under the editions of the later one, `in-force` each under those in force then */
                    compare?: "same-edition" | "in-force";
                    /** @description an edition of GB 3095, such as 2012 or 2026 */
                    edition?: string;
                    /** @description add the derivation */
                    explain?: "true" | "false";
                    /** @description first day of a custom period, and of no other */
                    from?: string;
                    method?: "ranking" | "annex-c";
                    /** @example rolling-30d */
                    period?: "month" | "quarter" | "half-year" | "year" | "month-to-date" | "year-to-date" | "rolling-7d" | "rolling-30d" | "rolling-365d" | "custom";
                    stage?: "transition" | "final";
                    /** @description last day of a custom period, and of no other */
                    to?: string;
                };
                header?: never;
                path: {
                    /** @example BD01 */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                "4XX": components["responses"]["Refused"];
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CompositeIndex"];
                        "application/x-ndjson": string;
                        "text/csv": string;
                    };
                };
                503: components["responses"]["NotNow"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/air/stations/latest": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Latest hourly index of every air station */
        get: {
            parameters: {
                query?: {
                    /** @description the latest as of this time: what had ended then, at most a day before; the states of stations are those of now */
                    at?: string;
                    /** @description columns of the answer with commas between, such as `to,aqi,concentrations.pm2_5`; a name with members stands for all of them */
                    fields?: string;
                    /** @description default by `Accept`, JSON where that does not say */
                    format?: "json" | "csv" | "ndjson" | "geojson";
                    /** @description only what is in this region or below it */
                    region?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                "4XX": components["responses"]["Refused"];
                /** @description A row for each subject, also for one without data */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/geo+json": {
                            features: {
                                geometry: {
                                    coordinates: number[];
                                    /** @enum {string} */
                                    type: "Point";
                                } | null;
                                id: string;
                                properties: components["schemas"]["LatestAirStation"];
                                /** @enum {string} */
                                type: "Feature";
                            }[];
                            meta: {
                                categories: components["schemas"]["AqiCategory"][];
                                edition: string;
                                evaluation: components["schemas"]["EvaluationState"];
                                /** @enum {string} */
                                interval: "hour";
                                /** @description every standard that was used */
                                standards: {
                                    edition: string;
                                    /** @enum {string} */
                                    stage?: "transition" | "final";
                                }[];
                                units: {
                                    co?: string;
                                    no2?: string;
                                    o3?: string;
                                    pm2_5?: string;
                                    pm10?: string;
                                    so2?: string;
                                };
                            };
                            /** @enum {string} */
                            type: "FeatureCollection";
                        };
                        "application/json": {
                            data: components["schemas"]["LatestAirStation"][];
                            meta: {
                                categories: components["schemas"]["AqiCategory"][];
                                edition: string;
                                evaluation: components["schemas"]["EvaluationState"];
                                /** @enum {string} */
                                interval: "hour";
                                /** @description every standard that was used */
                                standards: {
                                    edition: string;
                                    /** @enum {string} */
                                    stage?: "transition" | "final";
                                }[];
                                units: {
                                    co?: string;
                                    no2?: string;
                                    o3?: string;
                                    pm2_5?: string;
                                    pm10?: string;
                                    so2?: string;
                                };
                            };
                        };
                        "application/x-ndjson": string;
                        "text/csv": string;
                    };
                };
                503: components["responses"]["NotNow"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/alert-rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All rules */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                "4XX": components["responses"]["Refused"];
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            data: components["schemas"]["AlertRule"][];
                            meta: {
                                cursor?: string;
                                limit: number;
                            };
                        };
                        "application/x-ndjson": string;
                        "text/csv": string;
                    };
                };
                503: components["responses"]["NotNow"];
            };
        };
        put?: never;
        /**
         * A new rule
         * @description An id that is taken is refused; to change a rule, PUT it.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "id": "pm2_5-high",
                     *       "subject": {
                     *         "kind": "station",
                     *         "medium": "air",
                     *         "id": "*"
                     *       },
                     *       "figure": "pm2_5",
                     *       "op": ">",
                     *       "raise": 75,
                     *       "clear": 60,
                     *       "for": "PT2H",
                     *       "severity": "warning",
                     *       "text": {
                     *         "zh": "细颗粒物超标",
                     *         "en": "Fine particles above the limit"
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @description hours of the day at +08:00 in which the rule may raise */
                        activeHours?: {
                            from: number;
                            to: number;
                        };
                        /** @description beyond it a firing alert goes on; default: raise */
                        clear?: number | ("I" | "II" | "III" | "IV" | "V" | "worse-than-V");
                        /** @default true */
                        enabled?: boolean;
                        /** @description one of pm2_5-above-pm10, {parameter}, no-data, completeness, aqi.hour, aqi.day, composite-index.{period}, class, class.target, level, exceedance.{item}, class.{calendar-period}, class.target.{calendar-period}, level.{calendar-period}, exceedance.{item}.{calendar-period}; GET /v1/figures lists them */
                        figure: string;
                        /**
                         * @description how long, or for how many values, the condition must hold
                         * @default PT0S
                         */
                        for?: string | number;
                        id: string;
                        /** @default {} */
                        labels?: {
                            [key: string]: string;
                        };
                        /** @enum {string} */
                        op: ">" | ">=" | "<" | "<=";
                        /** @description the limit that raises; a class by name or rank 1 to 6 */
                        raise: number | ("I" | "II" | "III" | "IV" | "V" | "worse-than-V");
                        /**
                         * @default warning
                         * @enum {string}
                         */
                        severity?: "info" | "warning" | "critical";
                        /** @description after how long without a value there is no data; default: three periods */
                        staleAfter?: string;
                        subject: {
                            /** @description one id, a list, or * */
                            id: "*" | string | string[];
                            /** @enum {string} */
                            kind: "station" | "region" | "section" | "river" | "lake";
                            /** @enum {string} */
                            medium?: "air" | "water";
                        };
                        text?: string | {
                            en: string;
                            zh: string;
                        };
                    };
                };
            };
            responses: {
                "4XX": components["responses"]["Refused"];
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AlertRule"];
                    };
                };
                503: components["responses"]["NotNow"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/alert-rules/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A rule */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @example aqi-heavy */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                "4XX": components["responses"]["Refused"];
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AlertRule"];
                        "application/x-ndjson": string;
                        "text/csv": string;
                    };
                };
                503: components["responses"]["NotNow"];
            };
        };
        /**
         * Set a rule
         * @description Its alerts restart; the same content again changes nothing.
         */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @example pm2_5-high */
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "id": "pm2_5-high",
                     *       "subject": {
                     *         "kind": "station",
                     *         "medium": "air",
                     *         "id": "*"
                     *       },
                     *       "figure": "pm2_5",
                     *       "op": ">",
                     *       "raise": 75,
                     *       "clear": 60,
                     *       "for": "PT2H",
                     *       "severity": "critical",
                     *       "text": {
                     *         "zh": "细颗粒物超标",
                     *         "en": "Fine particles above the limit"
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @description hours of the day at +08:00 in which the rule may raise */
                        activeHours?: {
                            from: number;
                            to: number;
                        };
                        /** @description beyond it a firing alert goes on; default: raise */
                        clear?: number | ("I" | "II" | "III" | "IV" | "V" | "worse-than-V");
                        /** @default true */
                        enabled?: boolean;
                        /** @description one of pm2_5-above-pm10, {parameter}, no-data, completeness, aqi.hour, aqi.day, composite-index.{period}, class, class.target, level, exceedance.{item}, class.{calendar-period}, class.target.{calendar-period}, level.{calendar-period}, exceedance.{item}.{calendar-period}; GET /v1/figures lists them */
                        figure: string;
                        /**
                         * @description how long, or for how many values, the condition must hold
                         * @default PT0S
                         */
                        for?: string | number;
                        id: string;
                        /** @default {} */
                        labels?: {
                            [key: string]: string;
                        };
                        /** @enum {string} */
                        op: ">" | ">=" | "<" | "<=";
                        /** @description the limit that raises; a class by name or rank 1 to 6 */
                        raise: number | ("I" | "II" | "III" | "IV" | "V" | "worse-than-V");
                        /**
                         * @default warning
                         * @enum {string}
                         */
                        severity?: "info" | "warning" | "critical";
                        /** @description after how long without a value there is no data; default: three periods */
                        staleAfter?: string;
                        subject: {
                            /** @description one id, a list, or * */
                            id: "*" | string | string[];
                            /** @enum {string} */
                            kind: "station" | "region" | "section" | "river" | "lake";
                            /** @enum {string} */
                            medium?: "air" | "water";
                        };
                        text?: string | {
                            en: string;
                            zh: string;
                        };
                    };
                };
            };
            responses: {
                "4XX": components["responses"]["Refused"];
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AlertRule"];
                    };
                };
                503: components["responses"]["NotNow"];
            };
        };
        post?: never;
        /**
         * Delete a rule
         * @description Its history stays.
         */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @example pm2_5-high */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                "4XX": components["responses"]["Refused"];
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                503: components["responses"]["NotNow"];
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/alert-rules/dry-run": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Transitions that a rule would have caused over stored data
         * @description Stores and notifies nothing. At most 366 days.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "rule": {
                     *         "id": "pm2_5-high",
                     *         "subject": {
                     *           "kind": "station",
                     *           "medium": "air",
                     *           "id": "*"
                     *         },
                     *         "figure": "pm2_5",
                     *         "op": ">",
                     *         "raise": 75,
                     *         "clear": 60,
                     *         "for": "PT2H",
                     *         "severity": "warning",
                     *         "text": {
                     *           "zh": "细颗粒物超标",
                     *           "en": "Fine particles above the limit"
                     *         }
                     *       },
                     *       "from": "2026-09-01",
                     *       "to": "2026-09-30"
                     *     }
                     */
                    "application/json": {
                        /** @description a date, month or year (2026-04-01, 2026-04, 2026), which is the whole of it at +08:00; or RFC 3339 with an offset, such as 2026-04-01T08:00:00+08:00 */
                        from: string;
                        /**
                         * @description subjects at the most
                         * @default 100
                         */
                        limit?: number;
                        rule: {
                            /** @description hours of the day at +08:00 in which the rule may raise */
                            activeHours?: {
                                from: number;
                                to: number;
                            };
                            /** @description beyond it a firing alert goes on; default: raise */
                            clear?: number | ("I" | "II" | "III" | "IV" | "V" | "worse-than-V");
                            /** @default true */
                            enabled?: boolean;
                            /** @description one of pm2_5-above-pm10, {parameter}, no-data, completeness, aqi.hour, aqi.day, composite-index.{period}, class, class.target, level, exceedance.{item}, class.{calendar-period}, class.target.{calendar-period}, level.{calendar-period}, exceedance.{item}.{calendar-period}; GET /v1/figures lists them */
                            figure: string;
                            /**
                             * @description how long, or for how many values, the condition must hold
                             * @default PT0S
                             */
                            for?: string | number;
                            id: string;
                            /** @default {} */
                            labels?: {
                                [key: string]: string;
                            };
                            /** @enum {string} */
                            op: ">" | ">=" | "<" | "<=";
                            /** @description the limit that raises; a class by name or rank 1 to 6 */
                            raise: number | ("I" | "II" | "III" | "IV" | "V" | "worse-than-V");
                            /**
                             * @default warning
                             * @enum {string}
                             */
                            severity?: "info" | "warning" | "critical";
                            /** @description after how long without a value there is no data; default: three periods */
                            staleAfter?: string;
                            subject: {
                                /** @description one id, a list, or * */
                                id: "*" | string | string[];
                                /** @enum {string} */
                                kind: "station" | "region" | "section" | "river" | "lake";
                                /** @enum {string} */
                                medium?: "air" | "water";
                            };
                            text?: string | {
                                en: string;
                                zh: string;
                            };
                        };
                        /** @description a date, month or year (2026-04-01, 2026-04, 2026), which is the whole of it at +08:00; or RFC 3339 with an offset, such as 2026-04-01T08:00:00+08:00 */
                        to: string;
                    };
                };
            };
            responses: {
                "4XX": components["responses"]["Refused"];
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            data: components["schemas"]["AlertDryRun"][];
                            meta: {
                                cursor?: string;
                                limit: number;
                            };
                        };
                    };
                };
                503: components["responses"]["NotNow"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/alert-silences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Silences that have not ended, oldest first */
        get: {
            parameters: {
                query?: {
                    /** @description `meta.cursor` of the answer before */
                    cursor?: string;
                    /** @description rows at the most */
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                "4XX": components["responses"]["Refused"];
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            data: components["schemas"]["AlertSilence"][];
                            meta: {
                                cursor?: string;
                                limit: number;
                            };
                        };
                        "application/x-ndjson": string;
                        "text/csv": string;
                    };
                };
                503: components["responses"]["NotNow"];
            };
        };
        put?: never;
        /**
         * Do not send a rule or one of its alerts for a while
         * @description Webhooks and Alertmanager get no notification; the API shows the alert, and that it is muted. At most 1000 at one time, each for at most 36525 days.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "ruleId": "aqi-heavy",
                     *       "subjectId": "BD01",
                     *       "reason": "the instrument is calibrated",
                     *       "until": "2036-01-01T00:00:00+08:00"
                     *     }
                     */
                    "application/json": {
                        by?: string;
                        reason: string;
                        ruleId: string;
                        subjectId?: string;
                        /** @description a date, month or year (2026-04-01, 2026-04, 2026), which is the whole of it at +08:00; or RFC 3339 with an offset, such as 2026-04-01T08:00:00+08:00 */
                        until: string;
                    };
                };
            };
            responses: {
                "4XX": components["responses"]["Refused"];
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AlertSilence"];
                    };
                };
                503: components["responses"]["NotNow"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/alert-silences/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** End a silence */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @example 1 */
                    id: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                "4XX": components["responses"]["Refused"];
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                503: components["responses"]["NotNow"];
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/alerts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Alerts as they are now, or what changed since the last poll
         * @description Without `since` every alert in the state that it is in. With `since` the log of changes behind that cursor, in order: nothing is skipped and nothing comes twice. Poll with `meta.since` of the answer before.
         */
        get: {
            parameters: {
                query?: {
                    /** @description `meta.cursor` of the answer before */
                    cursor?: string;
                    /** @description rows at the most */
                    limit?: number;
                    ruleId?: string;
                    severity?: "info" | "warning" | "critical";
                    /** @description the cursor of the last poll: what changed behind it, in order, each change once */
                    since?: string;
                    state?: "ok" | "pending" | "firing" | "resolved" | "stale";
                    /** @description id of a subject */
                    subject?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                "4XX": components["responses"]["Refused"];
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            data: components["schemas"]["Alert"][];
                            meta: {
                                cursor?: string;
                                limit: number;
                                /** @description what to send as `since` with the next poll */
                                since: string;
                            };
                        };
                        "application/x-ndjson": string;
                        "text/csv": string;
                    };
                };
                503: components["responses"]["NotNow"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/alerts/{ruleId}/{subjectId}/acknowledge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say that somebody has seen it
         * @description Holds until the alert changes its state.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @example aqi-heavy */
                    ruleId: string;
                    /** @example BD01 */
                    subjectId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "reason": "seen, the dust of the north wind",
                     *       "by": "duty officer"
                     *     }
                     */
                    "application/json": {
                        by?: string;
                        reason: string;
                    };
                };
            };
            responses: {
                "4XX": components["responses"]["Refused"];
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Alert"];
                    };
                };
                503: components["responses"]["NotNow"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/alerts/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The log of changes, oldest first
         * @description Late data add changes of the past: `historical` for states that were, `retracted` for changes that were notified and did not take place.
         */
        get: {
            parameters: {
                query?: {
                    /** @description `meta.cursor` of the answer before */
                    cursor?: string;
                    /** @description rows at the most */
                    limit?: number;
                    ruleId?: string;
                    severity?: "info" | "warning" | "critical";
                    /** @description the cursor of the last poll: what changed behind it, in order, each change once */
                    since?: string;
                    state?: "ok" | "pending" | "firing" | "resolved" | "stale";
                    /** @description id of a subject */
                    subject?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                "4XX": components["responses"]["Refused"];
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            data: components["schemas"]["Alert"][];
                            meta: {
                                cursor?: string;
                                limit: number;
                                /** @description what to send as `since` with the next poll */
                                since: string;
                            };
                        };
                        "application/x-ndjson": string;
                        "text/csv": string;
                    };
                };
                503: components["responses"]["NotNow"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/alerts/undelivered": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Changes that a webhook did not take, newest first */
        get: {
            parameters: {
                query?: {
                    /** @description rows at the most */
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                "4XX": components["responses"]["Refused"];
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            data: {
                                at: string;
                                cursor: string;
                                error: string;
                                id: number;
                                target: string;
                            }[];
                            meta: {
                                cursor?: string;
                                limit: number;
                            };
                        };
                        "application/x-ndjson": string;
                        "text/csv": string;
                    };
                };
                503: components["responses"]["NotNow"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/annotations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Dust days, states of sections and states of data, in the order in which they were entered */
        get: {
            parameters: {
                query?: {
                    /** @description `meta.cursor` of the answer before */
                    cursor?: string;
                    kind?: "dust-day" | "section-state" | "data-state";
                    /** @description rows at the most */
                    limit?: number;
                    /** @description id of a region, section or station */
                    subject?: string;
                    /** @description whether they are withdrawn; default both */
                    withdrawn?: "true" | "false";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                "4XX": components["responses"]["Refused"];
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            data: components["schemas"]["Annotation"][];
                            meta: {
                                cursor?: string;
                                limit: number;
                            };
                        };
                        "application/x-ndjson": string;
                        "text/csv": string;
                    };
                };
                503: components["responses"]["NotNow"];
            };
        };
        put?: never;
        /**
         * Enter days of dust, a state of a section, or days whose data were checked
         * @description Figures that read it are computed anew. What holds for the same region, section or station, days and pollutants already is refused with 409: withdraw that first.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "kind": "dust-day",
                     *       "region": "baoding",
                     *       "pollutants": [
                     *         "pm10",
                     *         "pm2_5"
                     *       ],
                     *       "from": "2026-09-10",
                     *       "until": "2026-09-11",
                     *       "reason": "dust from the north-west, notice 12"
                     *     }
                     */
                    "application/json": {
                        /** @description who says so */
                        by?: string;
                        /** @description a date, 2026-04-10 */
                        from: string;
                        /** @enum {string} */
                        kind: "dust-day";
                        /**
                         * @description that the days are left out of: dust is decided by day and pollutant
                         * @default [
                         *       "pm10",
                         *       "pm2_5"
                         *     ]
                         */
                        pollutants?: ("pm10" | "pm2_5")[];
                        reason: string;
                        /** @description it holds for all regions and stations below */
                        region: string;
                        /** @description the last day; default the first */
                        until?: string;
                    } | {
                        /** @description who says so */
                        by?: string;
                        /** @description a date, 2026-04-10 */
                        from: string;
                        /** @enum {string} */
                        kind: "section-state";
                        reason: string;
                        section: string;
                        /** @enum {string} */
                        state: "no-flow" | "frozen" | "dry" | "not-sampled";
                        /** @description the last day; default the first */
                        until?: string;
                    } | {
                        /** @description who says so */
                        by?: string;
                        /** @description a date, 2026-04-10 */
                        from: string;
                        /** @enum {string} */
                        kind: "data-state";
                        reason: string;
                        /** @description it holds for all regions, stations and sections in it */
                        region?: string;
                        section?: string;
                        /** @enum {string} */
                        state: "reviewed" | "audited";
                        station?: string;
                        /** @description the last day; default the first */
                        until?: string;
                    };
                };
            };
            responses: {
                "4XX": components["responses"]["Refused"];
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Annotation"];
                    };
                };
                503: components["responses"]["NotNow"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/annotations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @example 1 */
                    id: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                "4XX": components["responses"]["Refused"];
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Annotation"];
                        "application/x-ndjson": string;
                        "text/csv": string;
                    };
                };
                503: components["responses"]["NotNow"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/annotations/{id}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Withdraw one
         * @description It stays on record with who withdrew it, when and why; figures are computed without it.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @example 1 */
                    id: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "reason": "not confirmed by the province"
                     *     }
                     */
                    "application/json": {
                        /** @description who says so */
                        by?: string;
                        reason: string;
                    };
                };
            };
            responses: {
                "4XX": components["responses"]["Refused"];
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Annotation"];
                    };
                };
                503: components["responses"]["NotNow"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What changed, from what to what, and which observation caused it */
        get: {
            parameters: {
                query?: {
                    /** @description `meta.cursor` of the answer before */
                    cursor?: string;
                    /** @description changed after this; default a day ago */
                    from?: string;
                    /** @description such as aqi.day; of region.composite.month, class.month and other figures over periods the figure before and after each change of a day */
                    kind?: string;
                    /** @description rows at the most */
                    limit?: number;
                    subject?: string;
                    /** @description a date, month or year (2026-04-01, 2026-04, 2026), which is the whole of it at +08:00; or RFC 3339 with an offset, such as 2026-04-01T08:00:00+08:00 */
                    to?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                "4XX": components["responses"]["Refused"];
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            data: components["schemas"]["ResultChange"][];
                            meta: {
                                cursor?: string;
                                limit: number;
                            };
                        };
                        "application/x-ndjson": string;
                        "text/csv": string;
                    };
                };
                503: components["responses"]["NotNow"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/bulletins/{period}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Monthly, quarterly or yearly bulletin of air and water */
        get: {
            parameters: {
                query?: {
                    /** @description earlier periods: `same-edition` evaluates every figure of both sides under the editions of the later one, `in-force` each under those in force then */
                    compare?: "same-edition" | "in-force";
                    /** @description an edition of GB 3095, such as 2012 or 2026: of the air; water has one edition of GB 3838, which the answer names */
                    edition?: string;
                    /** @description JSON: add the derivations of the air as a whole and of all sections together */
                    explain?: "true" | "false";
                    /** @description default by `Accept`, JSON where that does not say */
                    format?: "json" | "markdown" | "html";
                    /** @description of Markdown and HTML; default by `Accept-Language`, then zh */
                    lang?: "zh" | "en";
                    method?: "ranking" | "annex-c";
                    /** @description a city, district or province; default the one city of the registry, or everything */
                    region?: string;
                    stage?: "transition" | "final";
                };
                header?: never;
                path: {
                    /**
                     * @description a month, quarter or year: 2026-09, 2026-Q3, 2026
                     * @example 2026-09
                     */
                    period: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                "4XX": components["responses"]["Refused"];
                /** @description The bulletin; JSON holds both languages */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Bulletin"];
                        "text/html": string;
                        "text/markdown": string;
                    };
                };
                503: components["responses"]["NotNow"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/bulletins/{period}/publish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Publish the bulletin of a period as it is now
         * @description Figures and texts are kept under a number, with editions, data version and time. Nothing changes them afterwards: a correction is published as the next edition. The same figures again are 409; a period that is not over is 400.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /**
                     * @description a month, quarter or year: 2026-09, 2026-Q3, 2026
                     * @example 2026-09
                     */
                    period: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "region": "baoding",
                     *       "by": "monitoring centre"
                     *     }
                     */
                    "application/json": {
                        /** @description who publishes it */
                        by?: string;
                        /** @description an edition of GB 3095, such as 2012 or 2026: of the air; water has one edition of GB 3838, which the answer names */
                        edition?: string;
                        /** @enum {string} */
                        method?: "ranking" | "annex-c";
                        /** @description why it takes the place of an earlier edition */
                        reason?: string;
                        /** @description a city, district or province; default the one city of the registry, or everything */
                        region?: string;
                        /** @enum {string} */
                        stage?: "transition" | "final";
                    };
                };
            };
            responses: {
                "4XX": components["responses"]["Refused"];
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PublishedBulletin"];
                    };
                };
                503: components["responses"]["NotNow"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/bulletins/published": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Published bulletins, newest first */
        get: {
            parameters: {
                query?: {
                    /** @description `meta.cursor` of the answer before */
                    cursor?: string;
                    /** @description rows at the most */
                    limit?: number;
                    /** @description 2026-09, 2026-Q3, 2026 */
                    period?: string;
                    region?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                "4XX": components["responses"]["Refused"];
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            data: components["schemas"]["PublishedBulletinRow"][];
                            meta: {
                                cursor?: string;
                                limit: number;
                            };
                        };
                        "application/x-ndjson": string;
                        "text/csv": string;
                    };
                };
                503: components["responses"]["NotNow"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/bulletins/published/{number}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A bulletin as it was published */
        get: {
            parameters: {
                query?: {
                    /** @description default by `Accept`, JSON where that does not say */
                    format?: "json" | "markdown" | "html";
                    /** @description of Markdown and HTML; default by `Accept-Language`, then zh */
                    lang?: "zh" | "en";
                };
                header?: never;
                path: {
                    /** @example 2026-09-baoding-1 */
                    number: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                "4XX": components["responses"]["Refused"];
                /** @description The bulletin as it was published */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PublishedBulletin"];
                        "text/html": string;
                        "text/markdown": string;
                    };
                };
                503: components["responses"]["NotNow"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/calculate/aqi": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Air quality index of given concentrations */
        post: {
            parameters: {
                query?: {
                    explain?: "true" | "false";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "kind": "daily",
                     *       "at": "2026-04-01",
                     *       "values": {
                     *         "pm2_5": 36,
                     *         "pm10": 50,
                     *         "so2": 10,
                     *         "no2": 20,
                     *         "co": 0.5,
                     *         "o3": 80
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @description a time in the period, or a date, month or year, of which the last day counts; chooses the edition; default now */
                        at?: string;
                        edition?: string;
                        /**
                         * @description what a method asks for beside the six: sliding means, ozone daily maximum 1 h
                         * @default {}
                         */
                        further?: {
                            /** @description µg/m³, CO mg/m³; null = missing */
                            o3_1h?: (number | null) | "not-monitored";
                            /** @description µg/m³, CO mg/m³; null = missing */
                            o3_8h?: (number | null) | "not-monitored";
                            /** @description µg/m³, CO mg/m³; null = missing */
                            pm2_5_24h?: (number | null) | "not-monitored";
                            /** @description µg/m³, CO mg/m³; null = missing */
                            pm10_24h?: (number | null) | "not-monitored";
                            /** @description µg/m³, CO mg/m³; null = missing */
                            so2_24h?: (number | null) | "not-monitored";
                        };
                        /** @enum {string} */
                        kind: "hourly" | "daily";
                        /** @description a method of the edition for this kind, such as `live` or `text`; default its first */
                        method?: string;
                        values: {
                            /** @description µg/m³, CO mg/m³; null = missing */
                            co?: (number | null) | "not-monitored";
                            /** @description µg/m³, CO mg/m³; null = missing */
                            no2?: (number | null) | "not-monitored";
                            /** @description µg/m³, CO mg/m³; null = missing */
                            o3?: (number | null) | "not-monitored";
                            /** @description µg/m³, CO mg/m³; null = missing */
                            pm2_5?: (number | null) | "not-monitored";
                            /** @description µg/m³, CO mg/m³; null = missing */
                            pm10?: (number | null) | "not-monitored";
                            /** @description µg/m³, CO mg/m³; null = missing */
                            so2?: (number | null) | "not-monitored";
                        };
                    };
                };
            };
            responses: {
                "4XX": components["responses"]["Refused"];
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "aqi": 52,
                         *       "level": 2,
                         *       "category": {
                         *         "zh": "良",
                         *         "en": "good",
                         *         "level": 2,
                         *         "rgb": [
                         *           255,
                         *           255,
                         *           0
                         *         ],
                         *         "upTo": 100
                         *       },
                         *       "primary": [
                         *         "pm2_5"
                         *       ],
                         *       "subIndices": {
                         *         "so2": 10,
                         *         "no2": 25,
                         *         "co": 13,
                         *         "o3": 40,
                         *         "pm10": 50,
                         *         "pm2_5": 52
                         *       },
                         *       "missing": {},
                         *       "edition": "HJ 633-2026",
                         *       "method": "daily"
                         *     }
                         */
                        "application/json": {
                            aqi: number | null;
                            category: components["schemas"]["AqiCategory"] | null;
                            derivation?: components["schemas"]["Step"][];
                            edition: string;
                            level: number | null;
                            method: string;
                            missing: components["schemas"]["PollutantReasons"];
                            primary: string[];
                            /** @description why there is no index */
                            reason?: string;
                            subIndices: components["schemas"]["PollutantValues"];
                        };
                    };
                };
                503: components["responses"]["NotNow"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/calculate/composite-index": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Composite index of period figures */
        post: {
            parameters: {
                query?: {
                    explain?: "true" | "false";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "at": "2023-09-30",
                     *       "values": {
                     *         "so2": 11,
                     *         "no2": 16,
                     *         "pm10": 40,
                     *         "pm2_5": 16,
                     *         "co": 0.6,
                     *         "o3": 139
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @description a time in the period, or a date, month or year, of which the last day counts; chooses the edition; default now */
                        at?: string;
                        edition?: string;
                        /**
                         * @default ranking
                         * @enum {string}
                         */
                        method?: "ranking" | "annex-c";
                        /** @description for `annex-c`: of the day means, SO2 and NO2 the 98th, PM10 and PM2.5 the 95th */
                        percentiles?: {
                            /** @description µg/m³, CO mg/m³; null = missing */
                            co?: (number | null) | "not-monitored";
                            /** @description µg/m³, CO mg/m³; null = missing */
                            no2?: (number | null) | "not-monitored";
                            /** @description µg/m³, CO mg/m³; null = missing */
                            o3?: (number | null) | "not-monitored";
                            /** @description µg/m³, CO mg/m³; null = missing */
                            pm2_5?: (number | null) | "not-monitored";
                            /** @description µg/m³, CO mg/m³; null = missing */
                            pm10?: (number | null) | "not-monitored";
                            /** @description µg/m³, CO mg/m³; null = missing */
                            so2?: (number | null) | "not-monitored";
                        };
                        /**
                         * @default round-each
                         * @enum {string}
                         */
                        rounding?: "round-each" | "round-each-integers" | "round-terms" | "exact";
                        /** @enum {string} */
                        stage?: "transition" | "final";
                        values: {
                            /** @description µg/m³, CO mg/m³; null = missing */
                            co?: (number | null) | "not-monitored";
                            /** @description µg/m³, CO mg/m³; null = missing */
                            no2?: (number | null) | "not-monitored";
                            /** @description µg/m³, CO mg/m³; null = missing */
                            o3?: (number | null) | "not-monitored";
                            /** @description µg/m³, CO mg/m³; null = missing */
                            pm2_5?: (number | null) | "not-monitored";
                            /** @description µg/m³, CO mg/m³; null = missing */
                            pm10?: (number | null) | "not-monitored";
                            /** @description µg/m³, CO mg/m³; null = missing */
                            so2?: (number | null) | "not-monitored";
                        };
                    };
                };
            };
            responses: {
                "4XX": components["responses"]["Refused"];
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "index": 2.63,
                         *       "terms": {
                         *         "so2": 0.18,
                         *         "no2": 0.4,
                         *         "co": 0.15,
                         *         "o3": 0.87,
                         *         "pm10": 0.57,
                         *         "pm2_5": 0.46
                         *       },
                         *       "max": 0.87,
                         *       "primary": [
                         *         "o3"
                         *       ],
                         *       "edition": "GB 3095-2012",
                         *       "method": "ranking",
                         *       "rounding": "round-each",
                         *       "weights": "equal",
                         *       "missing": {}
                         *     }
                         */
                        "application/json": {
                            derivation?: components["schemas"]["Step"][];
                            edition: string;
                            index: number | null;
                            max: number | null;
                            method: string;
                            missing: components["schemas"]["PollutantReasons"];
                            primary: string[];
                            reason?: string;
                            rounding: string;
                            /** @enum {string} */
                            stage?: "transition" | "final";
                            terms: components["schemas"]["PollutantValues"];
                            weights: string;
                        };
                    };
                };
                503: components["responses"]["NotNow"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/calculate/water-class": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Class of given values */
        post: {
            parameters: {
                query?: {
                    explain?: "true" | "false";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "waterBody": "river",
                     *       "at": "2026-04-01",
                     *       "target": "III",
                     *       "values": {
                     *         "ph": 7.8,
                     *         "do": 8,
                     *         "codmn": 3,
                     *         "nh3n": 0.3,
                     *         "tp": 0.25
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @description a time in the period, or a date, month or year, of which the last day counts; chooses the edition; default now */
                        at?: string;
                        edition?: string;
                        /**
                         * @description `2011`: all items of table 1 but temperature, TN, coliform; `realtime`: pH, DO, CODMn, NH3-N, TP
                         * @default 2011
                         * @enum {string}
                         */
                        method?: "2011" | "realtime";
                        /** @enum {string} */
                        target?: "I" | "II" | "III" | "IV" | "V";
                        values: {
                            as?: number | null;
                            bod5?: number | null;
                            cd?: number | null;
                            cod?: number | null;
                            codmn?: number | null;
                            cr6?: number | null;
                            cu?: number | null;
                            cyanide?: number | null;
                            do?: number | null;
                            fecal_coliform?: number | null;
                            fluoride?: number | null;
                            hg?: number | null;
                            las?: number | null;
                            nh3n?: number | null;
                            pb?: number | null;
                            petroleum?: number | null;
                            ph?: number | null;
                            se?: number | null;
                            sulfide?: number | null;
                            tn?: number | null;
                            tp?: number | null;
                            volatile_phenol?: number | null;
                            water_temperature?: number | null;
                            zn?: number | null;
                        };
                        /** @enum {string} */
                        waterBody: "river" | "lake";
                    };
                };
            };
            responses: {
                "4XX": components["responses"]["Refused"];
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "class": "IV",
                         *       "level": {
                         *         "zh": "轻度污染",
                         *         "en": "lightly polluted",
                         *         "colour": "yellow"
                         *       },
                         *       "determining": [
                         *         "tp"
                         *       ],
                         *       "items": {
                         *         "ph": {
                         *           "value": 7.8,
                         *           "class": "I",
                         *           "evaluated": true
                         *         },
                         *         "do": {
                         *           "value": 8,
                         *           "class": "I",
                         *           "evaluated": true
                         *         },
                         *         "codmn": {
                         *           "value": 3,
                         *           "class": "II",
                         *           "evaluated": true
                         *         },
                         *         "nh3n": {
                         *           "value": 0.3,
                         *           "class": "II",
                         *           "evaluated": true
                         *         },
                         *         "tp": {
                         *           "value": 0.25,
                         *           "class": "IV",
                         *           "evaluated": true
                         *         }
                         *       },
                         *       "exceedances": [
                         *         {
                         *           "item": "tp",
                         *           "value": 0.25,
                         *           "class": "IV",
                         *           "limit": 0.2,
                         *           "multiple": 0.25
                         *         }
                         *       ],
                         *       "edition": "GB 3838-2002",
                         *       "method": "2011"
                         *     }
                         */
                        "application/json": {
                            class: ("I" | "II" | "III" | "IV" | "V" | "worse-than-V") | null;
                            derivation?: components["schemas"]["Step"][];
                            determining: string[];
                            edition: string;
                            exceedances: components["schemas"]["WaterExceedance"][];
                            items: components["schemas"]["WaterItemClasses"];
                            level: components["schemas"]["WaterLevel"] | null;
                            method: string;
                            /** @description why there is no class */
                            reason?: string;
                        };
                    };
                };
                503: components["responses"]["NotNow"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/corrections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What late and corrected readings changed in a span, with index or class before and after */
        get: {
            parameters: {
                query?: {
                    /** @description `meta.cursor` of the answer before */
                    cursor?: string;
                    /** @description the columns of the answer with commas between, in their order */
                    fields?: string;
                    /** @description a date, month or year (2026-04-01, 2026-04, 2026), which is the whole of it at +08:00; or RFC 3339 with an offset, such as 2026-04-01T08:00:00+08:00 */
                    from?: string;
                    kind?: "aqi.hour" | "aqi.day" | "region.aqi.hour" | "region.aqi.day" | "class.sample" | "class.day";
                    /** @description rows at the most */
                    limit?: number;
                    /** @description columns, the smallest first, with `-` the largest: `-pm2_5`; answers the first `top` rows */
                    order?: string;
                    /** @description rows of each time by a column, the smallest first, with `-` the largest, with their rank: `-aqi`; with `top` the first ranks alone */
                    rank?: string;
                    /** @description id of a station, region or section */
                    subject?: string;
                    /** @description a date, month or year (2026-04-01, 2026-04, 2026), which is the whole of it at +08:00; or RFC 3339 with an offset, such as 2026-04-01T08:00:00+08:00 */
                    to?: string;
                    /** @description rows of an order or runs at the most, 100 by default; ranks at the most, all by default */
                    top?: number;
                    /** @description terms with commas between that all have to hold, such as `pm2_5>250,level>=4` or `class>III`; operators > >= < <= = != */
                    where?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                "4XX": components["responses"]["Refused"];
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            data: components["schemas"]["CorrectionRow"][];
                            meta: {
                                cursor?: string;
                                evaluation: components["schemas"]["EvaluationState"];
                                limit: number;
                            };
                        };
                        "application/x-ndjson": string;
                        "text/csv": string;
                    };
                };
                503: components["responses"]["NotNow"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/dead-letters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Refused messages, newest first
         * @description A page may end before its limit, at some megabytes; the cursor leads on.
         */
        get: {
            parameters: {
                query?: {
                    /** @description `meta.cursor` of the answer before */
                    cursor?: string;
                    /** @description rows at the most */
                    limit?: number;
                    /** @description at least one of its refusals is for this */
                    reason?: "too-large" | "unknown-topic" | "unknown-station" | "registry-mismatch" | "not-json" | "malformed" | "too-many-observations" | "time-without-offset" | "time-invalid" | "time-too-early" | "time-in-future" | "hj212-malformed" | "hj212-length" | "hj212-crc" | "hj212-unsupported" | "store-rejected" | "unknown-parameter" | "unknown-unit" | "not-finite" | "duplicate-parameter";
                    /** @description whether its last replay stored all of it */
                    settled?: "true" | "false";
                    /** @description the station id of the topic */
                    station?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                "4XX": components["responses"]["Refused"];
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            data: components["schemas"]["DeadLetterRow"][];
                            meta: {
                                cursor?: string;
                                limit: number;
                            };
                        };
                        "application/x-ndjson": string;
                        "text/csv": string;
                    };
                };
                503: components["responses"]["NotNow"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/dead-letters/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One, with its payload */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @example 1 */
                    id: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                "4XX": components["responses"]["Refused"];
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DeadLetter"];
                        "application/x-ndjson": string;
                        "text/csv": string;
                    };
                };
                503: components["responses"]["NotNow"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/dead-letters/{id}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take it in once more, with the registry of today
         * @description A value that was received after the letter is not replaced by it.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @example 1 */
                    id: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                "4XX": components["responses"]["Refused"];
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DeadLetter"];
                    };
                };
                503: components["responses"]["NotNow"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/dead-letters/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take in once more all that match and are not settled, oldest first */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "reason": "unknown-station",
                     *       "limit": 100
                     *     }
                     */
                    "application/json": {
                        /**
                         * @description letters at the most, oldest first
                         * @default 1000
                         */
                        limit?: number;
                        /**
                         * @description at least one of its refusals is for this
                         * @enum {string}
                         */
                        reason?: "too-large" | "unknown-topic" | "unknown-station" | "registry-mismatch" | "not-json" | "malformed" | "too-many-observations" | "time-without-offset" | "time-invalid" | "time-too-early" | "time-in-future" | "hj212-malformed" | "hj212-length" | "hj212-crc" | "hj212-unsupported" | "store-rejected" | "unknown-parameter" | "unknown-unit" | "not-finite" | "duplicate-parameter";
                        /** @description the station id of the topic */
                        station?: string;
                    };
                };
            };
            responses: {
                "4XX": components["responses"]["Refused"];
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            partly: number;
                            refused: number;
                            stored: number;
                        };
                    };
                };
                503: components["responses"]["NotNow"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/figures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All families of figures, with their alert figures and table columns */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                "4XX": components["responses"]["Refused"];
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            data: components["schemas"]["FigureFamily"][];
                            meta: {
                                limit: number;
                            };
                        };
                        "application/x-ndjson": string;
                        "text/csv": string;
                    };
                };
                503: components["responses"]["NotNow"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/lakes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All lakes */
        get: {
            parameters: {
                query?: {
                    /** @description `meta.cursor` of the answer before */
                    cursor?: string;
                    /** @description rows at the most */
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                "4XX": components["responses"]["Refused"];
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            data: components["schemas"]["Lake"][];
                            meta: {
                                cursor?: string;
                                limit: number;
                            };
                        };
                        "application/x-ndjson": string;
                        "text/csv": string;
                    };
                };
                503: components["responses"]["NotNow"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/lakes/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One lake */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @example baiyangdian */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                "4XX": components["responses"]["Refused"];
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Lake"];
                        "application/x-ndjson": string;
                        "text/csv": string;
                    };
                };
                503: components["responses"]["NotNow"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/parameters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All parameters, with names and units */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                "4XX": components["responses"]["Refused"];
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            data: components["schemas"]["Parameter"][];
                            meta: {
                                limit: number;
                            };
                        };
                        "application/x-ndjson": string;
                        "text/csv": string;
                    };
                };
                503: components["responses"]["NotNow"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/recompute": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Evaluate a span again from raw readings, also under another edition, and show the difference */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "from": "2026-09-01",
                     *       "to": "2026-09-30",
                     *       "subjects": [
                     *         "baoding"
                     *       ],
                     *       "edition": "2012"
                     *     }
                     */
                    "application/json": {
                        /** @description of air, such as 2026: of HJ 633 and GB 3095 alike */
                        edition?: string;
                        /** @description first day, or a month or year */
                        from: string;
                        /**
                         * @description of the hourly index; hours of an edition without it keep their own
                         * @enum {string}
                         */
                        hourlyMethod?: "live" | "text";
                        /**
                         * @description differences that are shown
                         * @default 100
                         */
                        limit?: number;
                        /**
                         * @description of the composite index
                         * @enum {string}
                         */
                        method?: "ranking" | "annex-c";
                        /**
                         * @description digits of a mean before its class is looked up; default that of the method for the period
                         * @enum {string}
                         */
                        rounding?: "none" | "hour" | "assessment";
                        /**
                         * @description dissolved oxygen is class I from 90 % of saturation on too
                         * @enum {string}
                         */
                        saturation?: "true" | "false";
                        /** @enum {string} */
                        stage?: "transition" | "final";
                        /** @description stations, districts, cities, sections, rivers, lakes; all by default */
                        subjects?: string[];
                        /** @description last day, or a month or year */
                        to: string;
                        /** @description of GB 3838, such as 2002 */
                        waterEdition?: string;
                        /**
                         * @description of samples and periods alike
                         * @enum {string}
                         */
                        waterMethod?: "2011" | "realtime";
                    };
                };
            };
            responses: {
                "4XX": components["responses"]["Refused"];
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Recomputation"];
                    };
                };
                503: components["responses"]["NotNow"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/regions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All regions */
        get: {
            parameters: {
                query?: {
                    /** @description `meta.cursor` of the answer before */
                    cursor?: string;
                    /** @description rows at the most */
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                "4XX": components["responses"]["Refused"];
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            data: components["schemas"]["Region"][];
                            meta: {
                                cursor?: string;
                                limit: number;
                            };
                        };
                        "application/x-ndjson": string;
                        "text/csv": string;
                    };
                };
                503: components["responses"]["NotNow"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/regions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One region */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @example jingxiu */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                "4XX": components["responses"]["Refused"];
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Region"];
                        "application/x-ndjson": string;
                        "text/csv": string;
                    };
                };
                503: components["responses"]["NotNow"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/rivers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All rivers */
        get: {
            parameters: {
                query?: {
                    /** @description `meta.cursor` of the answer before */
                    cursor?: string;
                    /** @description rows at the most */
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                "4XX": components["responses"]["Refused"];
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            data: components["schemas"]["River"][];
                            meta: {
                                cursor?: string;
                                limit: number;
                            };
                        };
                        "application/x-ndjson": string;
                        "text/csv": string;
                    };
                };
                503: components["responses"]["NotNow"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/rivers/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One river */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @example fuhe */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                "4XX": components["responses"]["Refused"];
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["River"];
                        "application/x-ndjson": string;
                        "text/csv": string;
                    };
                };
                503: components["responses"]["NotNow"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All sections */
        get: {
            parameters: {
                query?: {
                    /** @description `meta.cursor` of the answer before */
                    cursor?: string;
                    /** @description rows at the most */
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                "4XX": components["responses"]["Refused"];
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            data: components["schemas"]["Section"][];
                            meta: {
                                cursor?: string;
                                limit: number;
                            };
                        };
                        "application/x-ndjson": string;
                        "text/csv": string;
                    };
                };
                503: components["responses"]["NotNow"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sections/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One section */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @example anxinqiao */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                "4XX": components["responses"]["Refused"];
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Section"];
                        "application/x-ndjson": string;
                        "text/csv": string;
                    };
                };
                503: components["responses"]["NotNow"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All stations */
        get: {
            parameters: {
                query?: {
                    /** @description `meta.cursor` of the answer before */
                    cursor?: string;
                    /** @description rows at the most */
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                "4XX": components["responses"]["Refused"];
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            data: components["schemas"]["Station"][];
                            meta: {
                                cursor?: string;
                                limit: number;
                            };
                        };
                        "application/x-ndjson": string;
                        "text/csv": string;
                    };
                };
                503: components["responses"]["NotNow"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One station */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @example BD01 */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                "4XX": components["responses"]["Refused"];
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Station"];
                        "application/x-ndjson": string;
                        "text/csv": string;
                    };
                };
                503: components["responses"]["NotNow"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stations/{id}/latest": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Last value of each parameter */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @example BD01 */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                "4XX": components["responses"]["Refused"];
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            data: components["schemas"]["LatestObservation"][];
                            name: {
                                en: string;
                                zh: string;
                            };
                            staleness: components["schemas"]["Staleness"];
                            station: string;
                            /**
                             * @description the flags of values cannot be read now, since their store is away: `suspect` is in no row
                             * @enum {boolean}
                             */
                            suspectUnknown?: true;
                        };
                        "application/x-ndjson": string;
                        "text/csv": string;
                    };
                };
                503: components["responses"]["NotNow"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stations/{id}/observations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Series of one parameter: as it came, or its means by hours or days */
        get: {
            parameters: {
                query: {
                    /** @description `meta.cursor` of the answer before */
                    cursor?: string;
                    /** @description add the derivation of each mean */
                    explain?: "true" | "false";
                    /** @description columns of the answer with commas between, such as `to,aqi,concentrations.pm2_5`; a name with members stands for all of them */
                    fields?: string;
                    /** @description begin of the span; required for `interval=raw`, which is the default; of `hour` 1, of `day` 31 days before `to` by default */
                    from?: string;
                    /**
                     * @description `raw`: readings as they came, since `from`; `hour`, `day`: one row each, also where nothing came
                     * @example hour
                     */
                    interval?: "raw" | "hour" | "day";
                    /** @description rows at the most */
                    limit?: number;
                    /**
                     * @description one of pm2_5, pm10, so2, no2, co, o3, no, nox, temperature, humidity, pressure, wind_speed, wind_direction, water_temperature, ph, do, conductivity, turbidity, codmn, nh3n, tp, tn, cod, bod5, cu, zn, fluoride, se, as, hg, cd, cr6, pb, cyanide, volatile_phenol, petroleum, las, sulfide, fecal_coliform, chla, algae_density, transparency, or an HJ 212 factor code
                     * @example pm2_5
                     */
                    parameter: string;
                    /** @description digits of a mean: those of HJ 663, of water those of hourly values, or all of them; with `explain=true` all */
                    rounding?: "standard" | "exact";
                    /** @description end of the span, of a date its 24:00; default now */
                    to?: string;
                };
                header?: never;
                path: {
                    /** @example BD01 */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                "4XX": components["responses"]["Refused"];
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            data: (components["schemas"]["Observation"] | components["schemas"]["ObservedMeanRow"])[];
                            meta: {
                                cursor?: string;
                                /** @description what holds for each row that does not say otherwise */
                                each?: {
                                    /** @enum {boolean} */
                                    provisional: false;
                                    /** @enum {number} */
                                    revision: 1;
                                    validity: {
                                        /** @enum {string} */
                                        kind: "valid";
                                    };
                                };
                                /** @description the edition whose rule of validity was used; null where no standard has one */
                                edition?: string | null;
                                evaluation?: components["schemas"]["EvaluationState"];
                                /** @enum {string} */
                                interval?: "hour" | "day";
                                limit: number;
                                name?: {
                                    en: string;
                                    zh: string;
                                };
                                parameter?: string;
                                stage?: string;
                                /** @description every standard that was used; a row under others names them */
                                standards?: {
                                    edition: string;
                                    /** @enum {string} */
                                    stage?: "transition" | "final";
                                }[];
                                station?: string;
                                /**
                                 * @description `max8h`: a day of ozone is its largest 8 h mean; `direction`: of the unit vectors; `ions`: pH of the mean of the hydrogen ions
                                 * @enum {string}
                                 */
                                statistic?: "mean" | "max8h" | "direction" | "ions";
                                unit?: string;
                            };
                        };
                        "application/x-ndjson": string;
                        "text/csv": string;
                    };
                };
                503: components["responses"]["NotNow"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Server-sent events of results and alert changes
         * @description Begins at the end, or behind `Last-Event-ID`. Events are `alert` and `result`, and `annotation` with the new `version` when one was entered or withdrawn: figures that read it are other ones from then on. A client that was away asks for them anew. `bulletin` names the bulletin that was published last (`number`, `period`, `region`, `edition`). A `result` has `evaluation` as answers have it when it is sent; after results that are not complete comes an event `evaluation` as soon as everything stored is evaluated. A client that does not read for five seconds while more comes gets an event `slow` with how many were left out, and then the latest change of each alert and the latest result of each kind and subject only. Nothing is lost: a stream with its `lastEventId` as `Last-Event-ID`, or `/v1/alerts?since=` with its `alertsSince`, has all of it.
         */
        get: {
            parameters: {
                query?: {
                    /** @description only results of these kinds, with commas between, such as `aqi.hour,class.sample` */
                    kinds?: string;
                    /** @description only results and alerts of these stations, regions and waters, with commas between */
                    subjects?: string;
                    /**
                     * @description `alerts`, `results`, `annotations`, `bulletins`, or some of them with commas between (default all; with `kinds` it is `results`)
                     * @example alerts,results
                     */
                    topics?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                "4XX": components["responses"]["Refused"];
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/event-stream": unknown;
                    };
                };
                503: components["responses"]["NotNow"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/water/completeness": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Completeness of samples of sections by day or month, with the reasons */
        get: {
            parameters: {
                query?: {
                    /** @description `meta.cursor` of the answer before */
                    cursor?: string;
                    /** @description the columns of the answer with commas between, in their order */
                    fields?: string;
                    /** @description a date, month or year (2026-04-01, 2026-04, 2026), which is the whole of it at +08:00; or RFC 3339 with an offset, such as 2026-04-01T08:00:00+08:00 */
                    from?: string;
                    interval?: "month" | "day";
                    /** @description only sections of this lake */
                    lake?: string;
                    /** @description `wide`: a row for each time and a column for each subject, of one value */
                    layout?: "long" | "wide";
                    /** @description rows at the most */
                    limit?: number;
                    /** @description columns, the smallest first, with `-` the largest: `-pm2_5`; answers the first `top` rows */
                    order?: string;
                    /** @description only these of the values, such as `pm2_5,o3` */
                    parameters?: string;
                    /** @description rows of each time by a column, the smallest first, with `-` the largest, with their rank: `-aqi`; with `top` the first ranks alone */
                    rank?: string;
                    /** @description only sections in this region or below it */
                    region?: string;
                    /** @description only sections of this river */
                    river?: string;
                    /** @description the longest runs of rows for which terms hold, such as `pm2_5>75`, instead of rows */
                    runs?: string;
                    /** @description ids of sections with commas between, or `all`; all where nothing is asked for */
                    sections?: string;
                    /** @description a date, month or year (2026-04-01, 2026-04, 2026), which is the whole of it at +08:00; or RFC 3339 with an offset, such as 2026-04-01T08:00:00+08:00 */
                    to?: string;
                    /** @description rows of an order or runs at the most, 100 by default; ranks at the most, all by default */
                    top?: number;
                    /** @description terms with commas between that all have to hold, such as `pm2_5>250,level>=4` or `class>III`; operators > >= < <= = != */
                    where?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                "4XX": components["responses"]["Refused"];
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            data: (components["schemas"]["WaterCompletenessRow"] | components["schemas"]["WaterCompletenessRowRun"] | components["schemas"]["WaterCompletenessRowProfile"] | components["schemas"]["WaterCompletenessRowWide"])[];
                            meta: {
                                cursor?: string;
                                evaluation: components["schemas"]["EvaluationState"];
                                limit: number;
                            };
                        };
                        "application/x-ndjson": string;
                        "text/csv": string;
                    };
                };
                503: components["responses"]["NotNow"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/water/days": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Days of sections in one table */
        get: {
            parameters: {
                query?: {
                    /** @description `meta.cursor` of the answer before */
                    cursor?: string;
                    /** @description an edition of GB 3838 instead of the one in force */
                    edition?: string;
                    /** @description the columns of the answer with commas between, in their order */
                    fields?: string;
                    /** @description a row with its reason for each expected time without data */
                    fill?: "true" | "false";
                    /** @description a date, month or year (2026-04-01, 2026-04, 2026), which is the whole of it at +08:00; or RFC 3339 with an offset, such as 2026-04-01T08:00:00+08:00 */
                    from?: string;
                    /** @description only sections of this lake */
                    lake?: string;
                    /** @description `wide`: a row for each time and a column for each subject, of one value */
                    layout?: "long" | "wide";
                    /** @description rows at the most */
                    limit?: number;
                    /** @description `realtime` or `2011` */
                    method?: string;
                    /** @description columns, the smallest first, with `-` the largest: `-pm2_5`; answers the first `top` rows */
                    order?: string;
                    /** @description only these of the values, such as `pm2_5,o3` */
                    parameters?: string;
                    /** @description means by `hour`, `weekday` (1 is Monday), `month`, `season`, of hours of stations that report it also by `wind` (16 sectors and `calm`) and `wind_speed` (whole m/s), or two of them crossed (`hour:weekday`), with count and 95 % interval, instead of rows */
                    profile?: string;
                    /** @description rows of each time by a column, the smallest first, with `-` the largest, with their rank: `-aqi`; with `top` the first ranks alone */
                    rank?: string;
                    /** @description only sections in this region or below it */
                    region?: string;
                    /** @description only sections of this river */
                    river?: string;
                    /** @description the longest runs of rows for which terms hold, such as `pm2_5>75`, instead of rows */
                    runs?: string;
                    /** @description ids of sections with commas between, or `all`; all where nothing is asked for */
                    sections?: string;
                    /** @description a date, month or year (2026-04-01, 2026-04, 2026), which is the whole of it at +08:00; or RFC 3339 with an offset, such as 2026-04-01T08:00:00+08:00 */
                    to?: string;
                    /** @description rows of an order or runs at the most, 100 by default; ranks at the most, all by default */
                    top?: number;
                    /** @description terms with commas between that all have to hold, such as `pm2_5>250,level>=4` or `class>III`; operators > >= < <= = != */
                    where?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                "4XX": components["responses"]["Refused"];
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            data: (components["schemas"]["WaterDayRow"] | components["schemas"]["WaterDayRowRun"] | components["schemas"]["WaterDayRowProfile"] | components["schemas"]["WaterDayRowWide"])[];
                            meta: {
                                cursor?: string;
                                evaluation: components["schemas"]["EvaluationState"];
                                limit: number;
                            };
                        };
                        "application/x-ndjson": string;
                        "text/csv": string;
                    };
                };
                503: components["responses"]["NotNow"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/water/exceedances": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Which items are beyond the target most often, and by how much */
        get: {
            parameters: {
                query?: {
                    /** @description `section`: items of each section; `item`: of all sections together; `month`: of all together by month */
                    by?: "section" | "item" | "month";
                    /** @description `meta.cursor` of the answer before */
                    cursor?: string;
                    /** @description the columns of the answer with commas between, in their order */
                    fields?: string;
                    /** @description a date, month or year (2026-04-01, 2026-04, 2026), which is the whole of it at +08:00; or RFC 3339 with an offset, such as 2026-04-01T08:00:00+08:00 */
                    from?: string;
                    /** @description what is counted */
                    interval?: "sample" | "day" | "month";
                    /** @description only sections of this lake */
                    lake?: string;
                    /** @description rows at the most */
                    limit?: number;
                    /** @description columns, the smallest first, with `-` the largest: `-pm2_5`; answers the first `top` rows */
                    order?: string;
                    /** @description rows of each time by a column, the smallest first, with `-` the largest, with their rank: `-aqi`; with `top` the first ranks alone */
                    rank?: string;
                    /** @description only sections in this region or below it */
                    region?: string;
                    /** @description only sections of this river */
                    river?: string;
                    /** @description ids of sections with commas between, or `all`; all where nothing is asked for */
                    sections?: string;
                    /** @description a date, month or year (2026-04-01, 2026-04, 2026), which is the whole of it at +08:00; or RFC 3339 with an offset, such as 2026-04-01T08:00:00+08:00 */
                    to?: string;
                    /** @description rows of an order or runs at the most, 100 by default; ranks at the most, all by default */
                    top?: number;
                    /** @description terms with commas between that all have to hold, such as `pm2_5>250,level>=4` or `class>III`; operators > >= < <= = != */
                    where?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                "4XX": components["responses"]["Refused"];
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            data: components["schemas"]["ExceedanceRow"][];
                            meta: {
                                cursor?: string;
                                evaluation: components["schemas"]["EvaluationState"];
                                limit: number;
                            };
                        };
                        "application/x-ndjson": string;
                        "text/csv": string;
                    };
                };
                503: components["responses"]["NotNow"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/water/lakes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lakes over months, quarters, years or rolling periods, also ranked */
        get: {
            parameters: {
                query?: {
                    /** @description `meta.cursor` of the answer before */
                    cursor?: string;
                    /** @description an edition of GB 3838 instead of the one in force */
                    edition?: string;
                    /** @description the columns of the answer with commas between, in their order */
                    fields?: string;
                    /** @description a row for each period without a day */
                    fill?: "true" | "false";
                    /** @description a date, month or year (2026-04-01, 2026-04, 2026), which is the whole of it at +08:00; or RFC 3339 with an offset, such as 2026-04-01T08:00:00+08:00 */
                    from?: string;
                    /** @description ids with commas between, or `all`; all where nothing is asked for */
                    ids?: string;
                    /** @description month, quarter, half-year or year: one behind another; rolling or to date: one that ends with each day */
                    interval?: "month" | "quarter" | "half-year" | "year" | "month-to-date" | "year-to-date" | "rolling-7d" | "rolling-30d" | "rolling-365d";
                    /** @description `wide`: a row for each time and a column for each subject, of one value */
                    layout?: "long" | "wide";
                    /** @description rows at the most */
                    limit?: number;
                    /** @description `realtime` or `2011` */
                    method?: string;
                    /** @description columns, the smallest first, with `-` the largest: `-pm2_5`; answers the first `top` rows */
                    order?: string;
                    /** @description only these of the values, such as `pm2_5,o3` */
                    parameters?: string;
                    /** @description means by `hour`, `weekday` (1 is Monday), `month`, `season`, of hours of stations that report it also by `wind` (16 sectors and `calm`) and `wind_speed` (whole m/s), or two of them crossed (`hour:weekday`), with count and 95 % interval, instead of rows */
                    profile?: string;
                    /** @description rows of each time by a column, the smallest first, with `-` the largest, with their rank: `-aqi`; with `top` the first ranks alone */
                    rank?: string;
                    /** @description the longest runs of rows for which terms hold, such as `pm2_5>75`, instead of rows */
                    runs?: string;
                    /** @description of rolling periods and those to date: a period ends with each day, which is the default */
                    step?: "day";
                    /** @description a date, month or year (2026-04-01, 2026-04, 2026), which is the whole of it at +08:00; or RFC 3339 with an offset, such as 2026-04-01T08:00:00+08:00 */
                    to?: string;
                    /** @description rows of an order or runs at the most, 100 by default; ranks at the most, all by default */
                    top?: number;
                    /** @description terms with commas between that all have to hold, such as `pm2_5>250,level>=4` or `class>III`; operators > >= < <= = != */
                    where?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                "4XX": components["responses"]["Refused"];
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            data: (components["schemas"]["LakeRow"] | components["schemas"]["LakeRowRun"] | components["schemas"]["LakeRowProfile"] | components["schemas"]["LakeRowWide"])[];
                            meta: {
                                cursor?: string;
                                evaluation: components["schemas"]["EvaluationState"];
                                limit: number;
                            };
                        };
                        "application/x-ndjson": string;
                        "text/csv": string;
                    };
                };
                503: components["responses"]["NotNow"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/water/lakes/{id}/class": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Class of a lake over a period */
        get: {
            parameters: {
                query?: {
                    /** @description a year, month or date inside the period, such as 2023, 2023-09, 2023-09-12; of a rolling period and one to date its last day; not in the future; default now */
                    at?: string;
                    /** @description which sections decide whether a river is evaluated by mean or by proportion: all that are registered for it in the period (default), or those that have a class */
                    basis?: "registered" | "reporting";
                    /** @description evaluate under this edition instead of the one in force */
                    edition?: string;
                    /** @description add the derivation */
                    explain?: "true" | "false";
                    /** @description first day of a custom period, and of no other */
                    from?: string;
                    method?: string;
                    /** @example month-to-date */
                    period?: "day" | "month" | "quarter" | "half-year" | "year" | "month-to-date" | "year-to-date" | "rolling-7d" | "rolling-30d" | "rolling-365d" | "custom";
                    /** @description digits of a mean before its class is looked up; default that of the method for the period */
                    rounding?: "none" | "hour" | "assessment";
                    /** @description dissolved oxygen is class I from 90 % of saturation on too */
                    saturation?: "true" | "false";
                    /** @description last day of a custom period, and of no other */
                    to?: string;
                };
                header?: never;
                path: {
                    /** @example baiyangdian */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                "4XX": components["responses"]["Refused"];
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["LakePeriodClass"];
                        "application/x-ndjson": string;
                        "text/csv": string;
                    };
                };
                503: components["responses"]["NotNow"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/water/months": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Months, quarters, years or rolling periods of sections in one table, also ranked */
        get: {
            parameters: {
                query?: {
                    /** @description `meta.cursor` of the answer before */
                    cursor?: string;
                    /** @description an edition of GB 3838 instead of the one in force */
                    edition?: string;
                    /** @description the columns of the answer with commas between, in their order */
                    fields?: string;
                    /** @description a row with its reason for each expected time without data */
                    fill?: "true" | "false";
                    /** @description a date, month or year (2026-04-01, 2026-04, 2026), which is the whole of it at +08:00; or RFC 3339 with an offset, such as 2026-04-01T08:00:00+08:00 */
                    from?: string;
                    /** @description month, quarter, half-year or year: one behind another; rolling or to date: one that ends with each day */
                    interval?: "month" | "quarter" | "half-year" | "year" | "month-to-date" | "year-to-date" | "rolling-7d" | "rolling-30d" | "rolling-365d";
                    /** @description only sections of this lake */
                    lake?: string;
                    /** @description `wide`: a row for each time and a column for each subject, of one value */
                    layout?: "long" | "wide";
                    /** @description rows at the most */
                    limit?: number;
                    /** @description `realtime` or `2011` */
                    method?: string;
                    /** @description columns, the smallest first, with `-` the largest: `-pm2_5`; answers the first `top` rows */
                    order?: string;
                    /** @description only these of the values, such as `pm2_5,o3` */
                    parameters?: string;
                    /** @description means by `hour`, `weekday` (1 is Monday), `month`, `season`, of hours of stations that report it also by `wind` (16 sectors and `calm`) and `wind_speed` (whole m/s), or two of them crossed (`hour:weekday`), with count and 95 % interval, instead of rows */
                    profile?: string;
                    /** @description rows of each time by a column, the smallest first, with `-` the largest, with their rank: `-aqi`; with `top` the first ranks alone */
                    rank?: string;
                    /** @description only sections in this region or below it */
                    region?: string;
                    /** @description only sections of this river */
                    river?: string;
                    /** @description the longest runs of rows for which terms hold, such as `pm2_5>75`, instead of rows */
                    runs?: string;
                    /** @description ids of sections with commas between, or `all`; all where nothing is asked for */
                    sections?: string;
                    /** @description of rolling periods and those to date: a period ends with each day, which is the default */
                    step?: "day";
                    /** @description a date, month or year (2026-04-01, 2026-04, 2026), which is the whole of it at +08:00; or RFC 3339 with an offset, such as 2026-04-01T08:00:00+08:00 */
                    to?: string;
                    /** @description rows of an order or runs at the most, 100 by default; ranks at the most, all by default */
                    top?: number;
                    /** @description terms with commas between that all have to hold, such as `pm2_5>250,level>=4` or `class>III`; operators > >= < <= = != */
                    where?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                "4XX": components["responses"]["Refused"];
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            data: (components["schemas"]["WaterPeriodRow"] | components["schemas"]["WaterPeriodRowRun"] | components["schemas"]["WaterPeriodRowProfile"] | components["schemas"]["WaterPeriodRowWide"])[];
                            meta: {
                                cursor?: string;
                                evaluation: components["schemas"]["EvaluationState"];
                                limit: number;
                            };
                        };
                        "application/x-ndjson": string;
                        "text/csv": string;
                    };
                };
                503: components["responses"]["NotNow"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/water/rankings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Cities or districts by water quality index or by its change */
        get: {
            parameters: {
                query?: {
                    against?: "year-earlier" | "period-before";
                    /** @description a year, month or date inside the period, such as 2023, 2023-09, 2023-09-12; of a rolling period and one to date its last day; not in the future; default now */
                    at?: string;
                    /** @description which sections decide whether a river is evaluated by mean or by proportion: all that are registered for it in the period (default), or those that have a class */
                    basis?: "registered" | "reporting";
                    by?: "index" | "change";
                    /** @description evaluate under this edition instead of the one in force */
                    edition?: string;
                    /** @description first day of a custom period, and of no other */
                    from?: string;
                    /** @description items of the index, with commas between; default those of automatic sections */
                    items?: string;
                    /** @example district */
                    level?: "district" | "city";
                    /** @example month-to-date */
                    period?: "day" | "month" | "quarter" | "half-year" | "year" | "month-to-date" | "year-to-date" | "rolling-7d" | "rolling-30d" | "rolling-365d" | "custom";
                    /** @description last day of a custom period, and of no other */
                    to?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                "4XX": components["responses"]["Refused"];
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CityWaterRanking"];
                        "application/x-ndjson": string;
                        "text/csv": string;
                    };
                };
                503: components["responses"]["NotNow"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/water/regions/{id}/quality-index": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Water quality index (CWQI) of the sections of a region */
        get: {
            parameters: {
                query?: {
                    /** @description a year, month or date inside the period, such as 2023, 2023-09, 2023-09-12; of a rolling period and one to date its last day; not in the future; default now */
                    at?: string;
                    /** @description which sections decide whether a river is evaluated by mean or by proportion: all that are registered for it in the period (default), or those that have a class */
                    basis?: "registered" | "reporting";
                    /** @description evaluate under this edition instead of the one in force */
                    edition?: string;
                    /** @description add the derivation */
                    explain?: "true" | "false";
                    /** @description first day of a custom period, and of no other */
                    from?: string;
                    /** @description items of the index, with commas between; default those of automatic sections */
                    items?: string;
                    /** @example month-to-date */
                    period?: "day" | "month" | "quarter" | "half-year" | "year" | "month-to-date" | "year-to-date" | "rolling-7d" | "rolling-30d" | "rolling-365d" | "custom";
                    /** @description last day of a custom period, and of no other */
                    to?: string;
                };
                header?: never;
                path: {
                    /** @example baoding */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                "4XX": components["responses"]["Refused"];
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CityWaterIndex"];
                        "application/x-ndjson": string;
                        "text/csv": string;
                    };
                };
                503: components["responses"]["NotNow"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/water/rivers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Rivers over months, quarters, years or rolling periods, also ranked */
        get: {
            parameters: {
                query?: {
                    /** @description `meta.cursor` of the answer before */
                    cursor?: string;
                    /** @description an edition of GB 3838 instead of the one in force */
                    edition?: string;
                    /** @description the columns of the answer with commas between, in their order */
                    fields?: string;
                    /** @description a row for each period without a day */
                    fill?: "true" | "false";
                    /** @description a date, month or year (2026-04-01, 2026-04, 2026), which is the whole of it at +08:00; or RFC 3339 with an offset, such as 2026-04-01T08:00:00+08:00 */
                    from?: string;
                    /** @description ids with commas between, or `all`; all where nothing is asked for */
                    ids?: string;
                    /** @description month, quarter, half-year or year: one behind another; rolling or to date: one that ends with each day */
                    interval?: "month" | "quarter" | "half-year" | "year" | "month-to-date" | "year-to-date" | "rolling-7d" | "rolling-30d" | "rolling-365d";
                    /** @description `wide`: a row for each time and a column for each subject, of one value */
                    layout?: "long" | "wide";
                    /** @description rows at the most */
                    limit?: number;
                    /** @description `realtime` or `2011` */
                    method?: string;
                    /** @description columns, the smallest first, with `-` the largest: `-pm2_5`; answers the first `top` rows */
                    order?: string;
                    /** @description only these of the values, such as `pm2_5,o3` */
                    parameters?: string;
                    /** @description means by `hour`, `weekday` (1 is Monday), `month`, `season`, of hours of stations that report it also by `wind` (16 sectors and `calm`) and `wind_speed` (whole m/s), or two of them crossed (`hour:weekday`), with count and 95 % interval, instead of rows */
                    profile?: string;
                    /** @description rows of each time by a column, the smallest first, with `-` the largest, with their rank: `-aqi`; with `top` the first ranks alone */
                    rank?: string;
                    /** @description the longest runs of rows for which terms hold, such as `pm2_5>75`, instead of rows */
                    runs?: string;
                    /** @description of rolling periods and those to date: a period ends with each day, which is the default */
                    step?: "day";
                    /** @description a date, month or year (2026-04-01, 2026-04, 2026), which is the whole of it at +08:00; or RFC 3339 with an offset, such as 2026-04-01T08:00:00+08:00 */
                    to?: string;
                    /** @description rows of an order or runs at the most, 100 by default; ranks at the most, all by default */
                    top?: number;
                    /** @description terms with commas between that all have to hold, such as `pm2_5>250,level>=4` or `class>III`; operators > >= < <= = != */
                    where?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                "4XX": components["responses"]["Refused"];
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            data: (components["schemas"]["RiverRow"] | components["schemas"]["RiverRowRun"] | components["schemas"]["RiverRowProfile"] | components["schemas"]["RiverRowWide"])[];
                            meta: {
                                cursor?: string;
                                evaluation: components["schemas"]["EvaluationState"];
                                limit: number;
                            };
                        };
                        "application/x-ndjson": string;
                        "text/csv": string;
                    };
                };
                503: components["responses"]["NotNow"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/water/rivers/{id}/class": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Class of a river over a period */
        get: {
            parameters: {
                query?: {
                    /** @description a year, month or date inside the period, such as 2023, 2023-09, 2023-09-12; of a rolling period and one to date its last day; not in the future; default now */
                    at?: string;
                    /** @description which sections decide whether a river is evaluated by mean or by proportion: all that are registered for it in the period (default), or those that have a class */
                    basis?: "registered" | "reporting";
                    /** @description evaluate under this edition instead of the one in force */
                    edition?: string;
                    /** @description add the derivation */
                    explain?: "true" | "false";
                    /** @description first day of a custom period, and of no other */
                    from?: string;
                    method?: string;
                    /** @example month-to-date */
                    period?: "day" | "month" | "quarter" | "half-year" | "year" | "month-to-date" | "year-to-date" | "rolling-7d" | "rolling-30d" | "rolling-365d" | "custom";
                    /** @description digits of a mean before its class is looked up; default that of the method for the period */
                    rounding?: "none" | "hour" | "assessment";
                    /** @description dissolved oxygen is class I from 90 % of saturation on too */
                    saturation?: "true" | "false";
                    /** @description last day of a custom period, and of no other */
                    to?: string;
                };
                header?: never;
                path: {
                    /** @example fuhe */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                "4XX": components["responses"]["Refused"];
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RiverPeriodClass"];
                        "application/x-ndjson": string;
                        "text/csv": string;
                    };
                };
                503: components["responses"]["NotNow"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/water/samples": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Samples of sections in one table */
        get: {
            parameters: {
                query?: {
                    /** @description `meta.cursor` of the answer before */
                    cursor?: string;
                    /** @description an edition of GB 3838 instead of the one in force */
                    edition?: string;
                    /** @description the columns of the answer with commas between, in their order */
                    fields?: string;
                    /** @description a row with its reason for each expected time without data */
                    fill?: "true" | "false";
                    /** @description a date, month or year (2026-04-01, 2026-04, 2026), which is the whole of it at +08:00; or RFC 3339 with an offset, such as 2026-04-01T08:00:00+08:00 */
                    from?: string;
                    /** @description only sections of this lake */
                    lake?: string;
                    /** @description `wide`: a row for each time and a column for each subject, of one value */
                    layout?: "long" | "wide";
                    /** @description rows at the most */
                    limit?: number;
                    /** @description `realtime` or `2011` */
                    method?: string;
                    /** @description columns, the smallest first, with `-` the largest: `-pm2_5`; answers the first `top` rows */
                    order?: string;
                    /** @description only these of the values, such as `pm2_5,o3` */
                    parameters?: string;
                    /** @description means by `hour`, `weekday` (1 is Monday), `month`, `season`, of hours of stations that report it also by `wind` (16 sectors and `calm`) and `wind_speed` (whole m/s), or two of them crossed (`hour:weekday`), with count and 95 % interval, instead of rows */
                    profile?: string;
                    /** @description rows of each time by a column, the smallest first, with `-` the largest, with their rank: `-aqi`; with `top` the first ranks alone */
                    rank?: string;
                    /** @description only sections in this region or below it */
                    region?: string;
                    /** @description only sections of this river */
                    river?: string;
                    /** @description the longest runs of rows for which terms hold, such as `pm2_5>75`, instead of rows */
                    runs?: string;
                    /** @description ids of sections with commas between, or `all`; all where nothing is asked for */
                    sections?: string;
                    /** @description a date, month or year (2026-04-01, 2026-04, 2026), which is the whole of it at +08:00; or RFC 3339 with an offset, such as 2026-04-01T08:00:00+08:00 */
                    to?: string;
                    /** @description rows of an order or runs at the most, 100 by default; ranks at the most, all by default */
                    top?: number;
                    /** @description terms with commas between that all have to hold, such as `pm2_5>250,level>=4` or `class>III`; operators > >= < <= = != */
                    where?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                "4XX": components["responses"]["Refused"];
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            data: (components["schemas"]["WaterSampleRow"] | components["schemas"]["WaterSampleRowRun"] | components["schemas"]["WaterSampleRowProfile"] | components["schemas"]["WaterSampleRowWide"])[];
                            meta: {
                                cursor?: string;
                                evaluation: components["schemas"]["EvaluationState"];
                                limit: number;
                            };
                        };
                        "application/x-ndjson": string;
                        "text/csv": string;
                    };
                };
                503: components["responses"]["NotNow"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/water/sections/{id}/class": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Class of a section by sample or period */
        get: {
            parameters: {
                query?: {
                    /** @description `meta.cursor` of the answer before */
                    cursor?: string;
                    /** @description evaluate under this edition instead of the one in force */
                    edition?: string;
                    /** @description add the derivation */
                    explain?: "true" | "false";
                    /** @description columns of the answer with commas between, such as `to,aqi,concentrations.pm2_5`; a name with members stands for all of them */
                    fields?: string;
                    /** @description a date, month or year (2026-04-01, 2026-04, 2026), which is the whole of it at +08:00; or RFC 3339 with an offset, such as 2026-04-01T08:00:00+08:00 */
                    from?: string;
                    /** @description of the calendar: a series; rolling, to date or custom: the one window that ends with the day of `to` */
                    interval?: "sample" | "day" | "month" | "quarter" | "half-year" | "year" | "month-to-date" | "year-to-date" | "rolling-7d" | "rolling-30d" | "rolling-365d" | "custom";
                    /** @description rows at the most */
                    limit?: number;
                    method?: string;
                    /** @description digits of a mean before its class is looked up; default that of the method for the period */
                    rounding?: "none" | "hour" | "assessment";
                    /** @description dissolved oxygen is class I from 90 % of saturation on too */
                    saturation?: "true" | "false";
                    /** @description a date, month or year (2026-04-01, 2026-04, 2026), which is the whole of it at +08:00; or RFC 3339 with an offset, such as 2026-04-01T08:00:00+08:00 */
                    to?: string;
                };
                header?: never;
                path: {
                    /** @example anxinqiao */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                "4XX": components["responses"]["Refused"];
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            data: components["schemas"]["SectionClassRow"][];
                            meta: {
                                /** @description of periods */
                                assessment?: string;
                                /**
                                 * @description what `counts` of a period counts
                                 * @enum {string}
                                 */
                                counted?: "results" | "months";
                                cursor?: string;
                                each: {
                                    items: {
                                        /** @enum {boolean} */
                                        evaluated: true;
                                    };
                                    /** @enum {boolean} */
                                    provisional: false;
                                    /** @enum {number} */
                                    revision: 1;
                                    validity: {
                                        /** @enum {string} */
                                        kind: "valid";
                                    };
                                };
                                /** @description of GB 3838; a row under another one names it */
                                edition: string;
                                evaluation: components["schemas"]["EvaluationState"];
                                /** @enum {string} */
                                interval: "sample" | "day" | "month" | "quarter" | "half-year" | "year" | "month-to-date" | "year-to-date" | "rolling-7d" | "rolling-30d" | "rolling-365d" | "custom";
                                /** @description by `class` */
                                levels: {
                                    I: components["schemas"]["WaterLevel"];
                                    II: components["schemas"]["WaterLevel"];
                                    III: components["schemas"]["WaterLevel"];
                                    IV: components["schemas"]["WaterLevel"];
                                    V: components["schemas"]["WaterLevel"];
                                    "worse-than-V": components["schemas"]["WaterLevel"];
                                };
                                limit: number;
                                method: string;
                                name: {
                                    en: string;
                                    zh: string;
                                };
                                /** @description of periods */
                                options?: {
                                    items?: ("water_temperature" | "ph" | "do" | "codmn" | "cod" | "bod5" | "nh3n" | "tp" | "tn" | "cu" | "zn" | "fluoride" | "se" | "as" | "hg" | "cd" | "cr6" | "pb" | "cyanide" | "volatile_phenol" | "petroleum" | "las" | "sulfide" | "fecal_coliform")[];
                                    /** @enum {string} */
                                    rounding: "none" | "hour" | "assessment";
                                    saturationRelief: boolean;
                                    totalNitrogen: boolean;
                                };
                                section: string;
                                /** @description every standard that was used; a row under others names them */
                                standards: {
                                    edition: string;
                                    /** @enum {string} */
                                    stage?: "transition" | "final";
                                }[];
                                /** @description of samples */
                                stations?: string[];
                                target: string | null;
                            };
                        };
                        "application/x-ndjson": string;
                        "text/csv": string;
                    };
                };
                503: components["responses"]["NotNow"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/water/sections/{id}/class/latest": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Latest class */
        get: {
            parameters: {
                query?: {
                    /** @description evaluate under this edition instead of the one in force */
                    edition?: string;
                    /** @description add the derivation */
                    explain?: "true" | "false";
                    interval?: "sample" | "day" | "month" | "quarter" | "half-year" | "year" | "month-to-date" | "year-to-date" | "rolling-7d" | "rolling-30d" | "rolling-365d";
                    method?: string;
                    /** @description digits of a mean before its class is looked up; default that of the method for the period */
                    rounding?: "none" | "hour" | "assessment";
                    /** @description dissolved oxygen is class I from 90 % of saturation on too */
                    saturation?: "true" | "false";
                };
                header?: never;
                path: {
                    /** @example anxinqiao */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                "4XX": components["responses"]["Refused"];
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            class: ("I" | "II" | "III" | "IV" | "V" | "worse-than-V") | null;
                            computedAt: string;
                            /**
                             * @description how far the data of its whole time were checked; absent where some are live. Of audited data late ones are not expected any more: the figure is not `provisional`
                             * @enum {string}
                             */
                            dataState?: "reviewed" | "audited";
                            derivation?: components["schemas"]["Step"][];
                            determining: string[];
                            edition: string;
                            evaluation: components["schemas"]["EvaluationState"];
                            exceedances: components["schemas"]["WaterExceedance"][];
                            from: string;
                            items: components["schemas"]["WaterItemClasses"];
                            level: components["schemas"]["WaterLevel"] | null;
                            method: string;
                            name: {
                                en: string;
                                zh: string;
                            };
                            /** @description true while the time runs, late data are expected (LANBI_PROVISIONAL_HOURS; not of audited data), or not all that is stored is evaluated */
                            provisional: boolean;
                            /** @description why there is no class */
                            reason?: string;
                            revision: number;
                            section: string;
                            /** @description why the section has no class today; the class is that of the last sample. Absent where nothing is annotated */
                            sectionState?: {
                                /** @description who says so: `/v1/annotations/{id}` */
                                annotation: number;
                                from: string;
                                /** @enum {string} */
                                state: "no-flow" | "frozen" | "dry" | "not-sampled";
                                stateName: {
                                    en: string;
                                    zh: string;
                                };
                                /** @description the last day */
                                until: string;
                            };
                            staleness: components["schemas"]["Staleness"];
                            /** @description every standard that was used */
                            standards: {
                                edition: string;
                                /** @enum {string} */
                                stage?: "transition" | "final";
                            }[];
                            stations: string[];
                            target: string | null;
                            to: string;
                            ts: string;
                            validity: components["schemas"]["Validity"];
                        } | {
                            assessment: string;
                            change?: {
                                periodBefore: components["schemas"]["ClassComparison"];
                                yearEarlier: components["schemas"]["ClassComparison"];
                            };
                            class: ("I" | "II" | "III" | "IV" | "V" | "worse-than-V") | null;
                            computedAt: string;
                            /**
                             * @description what `counts` counts
                             * @enum {string}
                             */
                            counted: "results" | "months";
                            counts: components["schemas"]["WaterCounts"];
                            /**
                             * @description how far the data of its whole time were checked; absent where some are live. Of audited data late ones are not expected any more: the figure is not `provisional`
                             * @enum {string}
                             */
                            dataState?: "reviewed" | "audited";
                            days?: number;
                            derivation?: components["schemas"]["Step"][];
                            determining: string[];
                            edition: string;
                            evaluation: components["schemas"]["EvaluationState"];
                            exceedances: components["schemas"]["WaterExceedance"][];
                            from: string;
                            items: components["schemas"]["WaterItemClasses"];
                            level: components["schemas"]["WaterLevel"] | null;
                            mainItems: components["schemas"]["MainItem"][];
                            meetsTarget: boolean | null;
                            method: string;
                            missing: components["schemas"]["WaterReasons"];
                            name: {
                                en: string;
                                zh: string;
                            };
                            options: {
                                items?: ("water_temperature" | "ph" | "do" | "codmn" | "cod" | "bod5" | "nh3n" | "tp" | "tn" | "cu" | "zn" | "fluoride" | "se" | "as" | "hg" | "cd" | "cr6" | "pb" | "cyanide" | "volatile_phenol" | "petroleum" | "las" | "sulfide" | "fecal_coliform")[];
                                /** @enum {string} */
                                rounding: "none" | "hour" | "assessment";
                                saturationRelief: boolean;
                                totalNitrogen: boolean;
                            };
                            period: string;
                            /** @description true while the time runs, late data are expected (LANBI_PROVISIONAL_HOURS; not of audited data), or not all that is stored is evaluated */
                            provisional: boolean;
                            /** @description why there is no class */
                            reason?: string;
                            revision: number;
                            samples?: number;
                            section: string;
                            /** @description why the section has no class today; the class is that of the last sample. Absent where nothing is annotated */
                            sectionState?: {
                                /** @description who says so: `/v1/annotations/{id}` */
                                annotation: number;
                                from: string;
                                /** @enum {string} */
                                state: "no-flow" | "frozen" | "dry" | "not-sampled";
                                stateName: {
                                    en: string;
                                    zh: string;
                                };
                                /** @description the last day */
                                until: string;
                            };
                            staleness: components["schemas"]["Staleness"];
                            /** @description every standard that was used */
                            standards: {
                                edition: string;
                                /** @enum {string} */
                                stage?: "transition" | "final";
                            }[];
                            /** @description sections without water or samples on some days: these days are in no mean, class or share, and nothing is expected on them */
                            states?: {
                                /** @description who says so: `/v1/annotations/{id}` */
                                annotation: number;
                                /** @description the first day within the period */
                                from: string;
                                name: {
                                    en: string;
                                    zh: string;
                                };
                                section: string;
                                /** @enum {string} */
                                state: "no-flow" | "frozen" | "dry" | "not-sampled";
                                stateName: {
                                    en: string;
                                    zh: string;
                                };
                                until: string;
                            }[];
                            target: string | null;
                            to: string;
                            validity: components["schemas"]["Validity"];
                            values: components["schemas"]["WaterValues"];
                        };
                        "application/x-ndjson": string;
                        "text/csv": string;
                    };
                };
                503: components["responses"]["NotNow"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/water/sections/{id}/trend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Trend of the yearly means of a section, by Spearman's rank correlation */
        get: {
            parameters: {
                query?: {
                    /** @description the first year; default the first that has results */
                    from?: string;
                    /** @description the last year; default the last that is over */
                    to?: string;
                };
                header?: never;
                path: {
                    /** @example anxinqiao */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                "4XX": components["responses"]["Refused"];
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SectionTrend"];
                        "application/x-ndjson": string;
                        "text/csv": string;
                    };
                };
                503: components["responses"]["NotNow"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/water/sections/latest": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Latest class of every section, by its last sample */
        get: {
            parameters: {
                query?: {
                    /** @description the latest as of this time: what had ended then, at most a day before; the states of stations are those of now */
                    at?: string;
                    /** @description columns of the answer with commas between, such as `to,aqi,concentrations.pm2_5`; a name with members stands for all of them */
                    fields?: string;
                    /** @description default by `Accept`, JSON where that does not say */
                    format?: "json" | "csv" | "ndjson" | "geojson";
                    /** @description only what is in this region or below it */
                    region?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                "4XX": components["responses"]["Refused"];
                /** @description A row for each subject, also for one without data */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/geo+json": {
                            features: {
                                geometry: {
                                    coordinates: number[];
                                    /** @enum {string} */
                                    type: "Point";
                                } | null;
                                id: string;
                                properties: components["schemas"]["LatestSection"];
                                /** @enum {string} */
                                type: "Feature";
                            }[];
                            meta: {
                                classes: {
                                    /** @enum {string} */
                                    class: "I" | "II" | "III" | "IV" | "V" | "worse-than-V";
                                    colour: string;
                                    en: string;
                                    zh: string;
                                }[];
                                edition: string;
                                evaluation: components["schemas"]["EvaluationState"];
                                /** @enum {string} */
                                interval: "sample";
                                /** @description every standard that was used */
                                standards: {
                                    edition: string;
                                    /** @enum {string} */
                                    stage?: "transition" | "final";
                                }[];
                                units: {
                                    as?: string;
                                    bod5?: string;
                                    cd?: string;
                                    cod?: string;
                                    codmn?: string;
                                    cr6?: string;
                                    cu?: string;
                                    cyanide?: string;
                                    do?: string;
                                    fecal_coliform?: string;
                                    fluoride?: string;
                                    hg?: string;
                                    las?: string;
                                    nh3n?: string;
                                    pb?: string;
                                    petroleum?: string;
                                    ph?: string;
                                    se?: string;
                                    sulfide?: string;
                                    tn?: string;
                                    tp?: string;
                                    volatile_phenol?: string;
                                    water_temperature?: string;
                                    zn?: string;
                                };
                            };
                            /** @enum {string} */
                            type: "FeatureCollection";
                        };
                        "application/json": {
                            data: components["schemas"]["LatestSection"][];
                            meta: {
                                classes: {
                                    /** @enum {string} */
                                    class: "I" | "II" | "III" | "IV" | "V" | "worse-than-V";
                                    colour: string;
                                    en: string;
                                    zh: string;
                                }[];
                                edition: string;
                                evaluation: components["schemas"]["EvaluationState"];
                                /** @enum {string} */
                                interval: "sample";
                                /** @description every standard that was used */
                                standards: {
                                    edition: string;
                                    /** @enum {string} */
                                    stage?: "transition" | "final";
                                }[];
                                units: {
                                    as?: string;
                                    bod5?: string;
                                    cd?: string;
                                    cod?: string;
                                    codmn?: string;
                                    cr6?: string;
                                    cu?: string;
                                    cyanide?: string;
                                    do?: string;
                                    fecal_coliform?: string;
                                    fluoride?: string;
                                    hg?: string;
                                    las?: string;
                                    nh3n?: string;
                                    pb?: string;
                                    petroleum?: string;
                                    ph?: string;
                                    se?: string;
                                    sulfide?: string;
                                    tn?: string;
                                    tp?: string;
                                    volatile_phenol?: string;
                                    water_temperature?: string;
                                    zn?: string;
                                };
                            };
                        };
                        "application/x-ndjson": string;
                        "text/csv": string;
                    };
                };
                503: components["responses"]["NotNow"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/water/summary": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Rivers, lakes and sections of an area */
        get: {
            parameters: {
                query?: {
                    /** @description a year, month or date inside the period, such as 2023, 2023-09, 2023-09-12; of a rolling period and one to date its last day; not in the future; default now */
                    at?: string;
                    /** @description which sections decide whether a river is evaluated by mean or by proportion: all that are registered for it in the period (default), or those that have a class */
                    basis?: "registered" | "reporting";
                    /** @description only sections of these levels of control, with commas between: national, provincial, municipal */
                    control?: string;
                    /** @description evaluate under this edition instead of the one in force */
                    edition?: string;
                    /** @description add the derivation */
                    explain?: "true" | "false";
                    /** @description first day of a custom period, and of no other */
                    from?: string;
                    method?: string;
                    /** @example month-to-date */
                    period?: "day" | "month" | "quarter" | "half-year" | "year" | "month-to-date" | "year-to-date" | "rolling-7d" | "rolling-30d" | "rolling-365d" | "custom";
                    /** @description digits of a mean before its class is looked up; default that of the method for the period */
                    rounding?: "none" | "hour" | "assessment";
                    /** @description dissolved oxygen is class I from 90 % of saturation on too */
                    saturation?: "true" | "false";
                    /**
                     * @description all, the id of a region, or one of region:id, basin:id, inflow-of:id, river:id, lake:id
                     * @example inflow-of:baiyangdian
                     */
                    scope?: string;
                    /** @description last day of a custom period, and of no other */
                    to?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                "4XX": components["responses"]["Refused"];
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["WaterSummary"];
                        "application/x-ndjson": string;
                        "text/csv": string;
                    };
                };
                503: components["responses"]["NotNow"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/water/trophic": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Trophic state of lakes as a series */
        get: {
            parameters: {
                query?: {
                    /** @description `meta.cursor` of the answer before */
                    cursor?: string;
                    /** @description the columns of the answer with commas between, in their order */
                    fields?: string;
                    /** @description a date, month or year (2026-04-01, 2026-04, 2026), which is the whole of it at +08:00; or RFC 3339 with an offset, such as 2026-04-01T08:00:00+08:00 */
                    from?: string;
                    interval?: "day" | "month" | "quarter" | "half-year" | "year";
                    /** @description ids with commas between, or `all`; all where nothing is asked for */
                    lakes?: string;
                    /** @description `wide`: a row for each time and a column for each subject, of one value */
                    layout?: "long" | "wide";
                    /** @description rows at the most */
                    limit?: number;
                    /** @description columns, the smallest first, with `-` the largest: `-pm2_5`; answers the first `top` rows */
                    order?: string;
                    /** @description only these of the values, such as `pm2_5,o3` */
                    parameters?: string;
                    /** @description means by `hour`, `weekday` (1 is Monday), `month`, `season`, of hours of stations that report it also by `wind` (16 sectors and `calm`) and `wind_speed` (whole m/s), or two of them crossed (`hour:weekday`), with count and 95 % interval, instead of rows */
                    profile?: string;
                    /** @description rows of each time by a column, the smallest first, with `-` the largest, with their rank: `-aqi`; with `top` the first ranks alone */
                    rank?: string;
                    /** @description the longest runs of rows for which terms hold, such as `pm2_5>75`, instead of rows */
                    runs?: string;
                    /** @description a date, month or year (2026-04-01, 2026-04, 2026), which is the whole of it at +08:00; or RFC 3339 with an offset, such as 2026-04-01T08:00:00+08:00 */
                    to?: string;
                    /** @description rows of an order or runs at the most, 100 by default; ranks at the most, all by default */
                    top?: number;
                    /** @description terms with commas between that all have to hold, such as `pm2_5>250,level>=4` or `class>III`; operators > >= < <= = != */
                    where?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                "4XX": components["responses"]["Refused"];
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            data: (components["schemas"]["TrophicRow"] | components["schemas"]["TrophicRowRun"] | components["schemas"]["TrophicRowProfile"] | components["schemas"]["TrophicRowWide"])[];
                            meta: {
                                cursor?: string;
                                evaluation: components["schemas"]["EvaluationState"];
                                limit: number;
                            };
                        };
                        "application/x-ndjson": string;
                        "text/csv": string;
                    };
                };
                503: components["responses"]["NotNow"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        AirDayRow: {
            /** @description index of HJ 633 */
            aqi?: number | null;
            /** @description when it was stored or last changed */
            changed_at?: string | null;
            /** @description day mean, of ozone the daily maximum 8 h, mg/m3 */
            co?: number | null;
            /** @description sub-index of co */
            co_iaqi?: number | null;
            /** @description why there is no co */
            co_reason?: string | null;
            /** @description how far the data of its whole time were checked: reviewed or audited, null where some are live */
            data_state?: string | null;
            /** @description civil day at +08:00 */
            date?: string | null;
            /** @description edition of HJ 633 */
            edition?: string | null;
            /** @description begin, at +08:00 */
            from?: string | null;
            /** @description level of the index, 1 to 6 */
            level?: number | null;
            /** @description day mean, of ozone the daily maximum 8 h, ug/m3 */
            no2?: number | null;
            /** @description sub-index of no2 */
            no2_iaqi?: number | null;
            /** @description why there is no no2 */
            no2_reason?: string | null;
            /** @description day mean, of ozone the daily maximum 8 h, ug/m3 */
            o3?: number | null;
            /** @description largest one-hour mean of ozone, ug/m3 */
            o3_1h?: number | null;
            /** @description sub-index of o3 */
            o3_iaqi?: number | null;
            /** @description why there is no o3 */
            o3_reason?: string | null;
            /** @description day mean, of ozone the daily maximum 8 h, ug/m3 */
            pm2_5?: number | null;
            /** @description sub-index of pm2_5 */
            pm2_5_iaqi?: number | null;
            /** @description why there is no pm2_5 */
            pm2_5_reason?: string | null;
            /** @description day mean, of ozone the daily maximum 8 h, ug/m3 */
            pm10?: number | null;
            /** @description sub-index of pm10 */
            pm10_iaqi?: number | null;
            /** @description why there is no pm10 */
            pm10_reason?: string | null;
            /** @description primary pollutants */
            primary?: string[];
            /** @description whether the figure may still change, since late data are expected or not all is evaluated: yes or no */
            provisional?: string | null;
            /** @description why there is no index */
            reason?: string | null;
            /** @description id of the region */
            region?: string | null;
            /** @description 1, and one more for each correction */
            revision?: number | null;
            /** @description whether the day is not over: yes or no */
            running?: string | null;
            /** @description day mean, of ozone the daily maximum 8 h, ug/m3 */
            so2?: number | null;
            /** @description sub-index of so2 */
            so2_iaqi?: number | null;
            /** @description why there is no so2 */
            so2_reason?: string | null;
            /** @description id of the station */
            station?: string | null;
            /** @description end, at +08:00 */
            to?: string | null;
        };
        AirDayRowProfile: {
            aqi?: number | null;
            aqi_count?: number | null;
            aqi_high?: number | null;
            aqi_low?: number | null;
            co?: number | null;
            co_count?: number | null;
            co_high?: number | null;
            co_low?: number | null;
            /** @description hour 00 to 23, weekday 1 to 7 from Monday, month 01 to 12, season, sector of wind or its speed in whole m/s */
            group: string;
            no2?: number | null;
            no2_count?: number | null;
            no2_high?: number | null;
            no2_low?: number | null;
            o3?: number | null;
            o3_1h?: number | null;
            o3_1h_count?: number | null;
            o3_1h_high?: number | null;
            o3_1h_low?: number | null;
            o3_count?: number | null;
            o3_high?: number | null;
            o3_low?: number | null;
            pm2_5?: number | null;
            pm2_5_count?: number | null;
            pm2_5_high?: number | null;
            pm2_5_low?: number | null;
            pm10?: number | null;
            pm10_count?: number | null;
            pm10_high?: number | null;
            pm10_low?: number | null;
            profile: string;
            so2?: number | null;
            so2_count?: number | null;
            so2_high?: number | null;
            so2_low?: number | null;
            station: string;
        };
        AirDayRowRun: {
            from: string;
            /** @description rows that follow each other */
            length: number;
            /** @description the largest value */
            peak: (number | ("I" | "II" | "III" | "IV" | "V" | "worse-than-V")) | null;
            peak_to: string;
            station: string;
            to: string;
        };
        AirDayRowWide: {
            date?: string;
            from?: string;
            to?: string;
        } & {
            [key: string]: (number | ("I" | "II" | "III" | "IV" | "V" | "worse-than-V")) | null;
        };
        AirHourRow: {
            /** @description index of HJ 633 */
            aqi?: number | null;
            /** @description when it was stored or last changed */
            changed_at?: string | null;
            /** @description one-hour mean, mg/m3 */
            co?: number | null;
            /** @description sub-index of co */
            co_iaqi?: number | null;
            /** @description why there is no co */
            co_reason?: string | null;
            /** @description how far the data of its whole time were checked: reviewed or audited, null where some are live */
            data_state?: string | null;
            /** @description edition of HJ 633 */
            edition?: string | null;
            /** @description begin, at +08:00 */
            from?: string | null;
            /** @description level of the index, 1 to 6 */
            level?: number | null;
            /** @description one-hour mean, ug/m3 */
            no2?: number | null;
            /** @description sub-index of no2 */
            no2_iaqi?: number | null;
            /** @description why there is no no2 */
            no2_reason?: string | null;
            /** @description one-hour mean, ug/m3 */
            o3?: number | null;
            /** @description sub-index of o3 */
            o3_iaqi?: number | null;
            /** @description why there is no o3 */
            o3_reason?: string | null;
            /** @description one-hour mean, ug/m3 */
            pm2_5?: number | null;
            /** @description sub-index of pm2_5 */
            pm2_5_iaqi?: number | null;
            /** @description why there is no pm2_5 */
            pm2_5_reason?: string | null;
            /** @description one-hour mean, ug/m3 */
            pm10?: number | null;
            /** @description sub-index of pm10 */
            pm10_iaqi?: number | null;
            /** @description why there is no pm10 */
            pm10_reason?: string | null;
            /** @description primary pollutants */
            primary?: string[];
            /** @description whether the figure may still change, since late data are expected or not all is evaluated: yes or no */
            provisional?: string | null;
            /** @description why there is no index */
            reason?: string | null;
            /** @description id of the region */
            region?: string | null;
            /** @description 1, and one more for each correction */
            revision?: number | null;
            /** @description one-hour mean, ug/m3 */
            so2?: number | null;
            /** @description sub-index of so2 */
            so2_iaqi?: number | null;
            /** @description why there is no so2 */
            so2_reason?: string | null;
            /** @description id of the station */
            station?: string | null;
            /** @description end, at +08:00 */
            to?: string | null;
        };
        AirHourRowProfile: {
            aqi?: number | null;
            aqi_count?: number | null;
            aqi_high?: number | null;
            aqi_low?: number | null;
            co?: number | null;
            co_count?: number | null;
            co_high?: number | null;
            co_low?: number | null;
            /** @description hour 00 to 23, weekday 1 to 7 from Monday, month 01 to 12, season, sector of wind or its speed in whole m/s */
            group: string;
            no2?: number | null;
            no2_count?: number | null;
            no2_high?: number | null;
            no2_low?: number | null;
            o3?: number | null;
            o3_count?: number | null;
            o3_high?: number | null;
            o3_low?: number | null;
            pm2_5?: number | null;
            pm2_5_count?: number | null;
            pm2_5_high?: number | null;
            pm2_5_low?: number | null;
            pm10?: number | null;
            pm10_count?: number | null;
            pm10_high?: number | null;
            pm10_low?: number | null;
            profile: string;
            so2?: number | null;
            so2_count?: number | null;
            so2_high?: number | null;
            so2_low?: number | null;
            station: string;
        };
        AirHourRowRun: {
            from: string;
            /** @description rows that follow each other */
            length: number;
            /** @description the largest value */
            peak: (number | ("I" | "II" | "III" | "IV" | "V" | "worse-than-V")) | null;
            peak_to: string;
            station: string;
            to: string;
        };
        AirHourRowWide: {
            date?: string;
            from?: string;
            to?: string;
        } & {
            [key: string]: (number | ("I" | "II" | "III" | "IV" | "V" | "worse-than-V")) | null;
        };
        AirIndex: {
            aqi: number | null;
            category: components["schemas"]["AqiCategory"] | null;
            computedAt: string;
            concentrations: components["schemas"]["PollutantValues"];
            /** @description hours of a station, ozone: 8 h means; points of a region */
            coverage?: {
                co?: components["schemas"]["Coverage"];
                no2?: components["schemas"]["Coverage"];
                o3?: components["schemas"]["Coverage"];
                pm2_5?: components["schemas"]["Coverage"];
                pm10?: components["schemas"]["Coverage"];
                so2?: components["schemas"]["Coverage"];
            };
            /**
             * @description how far the data of its whole time were checked; absent where some are live. Of audited data late ones are not expected any more: the figure is not `provisional`
             * @enum {string}
             */
            dataState?: "reviewed" | "audited";
            derivation?: components["schemas"]["Step"][];
            edition: string;
            evaluation: components["schemas"]["EvaluationState"];
            from: string;
            /** @description of a day the ozone maximum 1 h; of an hour the running means that end with it, where the index takes them or they are asked for (`method`, `explain`, `fields`) */
            further?: {
                o3_1h?: number | null;
                o3_8h?: number | null;
                pm2_5_24h?: number | null;
                pm10_24h?: number | null;
                so2_24h?: number | null;
            };
            /** @enum {string} */
            interval: "hour" | "day";
            level: number | null;
            method: string;
            /** @description why a sub-index is null */
            missing: components["schemas"]["PollutantReasons"];
            name: {
                en: string;
                zh: string;
            };
            primary: string[];
            /** @description true while the time runs, late data are expected (LANBI_PROVISIONAL_HOURS; not of audited data), or not all that is stored is evaluated */
            provisional: boolean;
            /** @description why there is no index */
            reason?: string;
            region?: string;
            revision: number;
            /** @description every standard that was used */
            standards: {
                edition: string;
                /** @enum {string} */
                stage?: "transition" | "final";
            }[];
            station?: string;
            subIndices: components["schemas"]["PollutantValues"];
            to: string;
            validity: components["schemas"]["Validity"];
        };
        AirIndexRow: {
            aqi?: number | null;
            category?: components["schemas"]["AqiCategory"] | null;
            computedAt?: string;
            concentrations?: components["schemas"]["PollutantValues"];
            /** @description hours of a station, ozone: 8 h means; points of a region */
            coverage?: {
                co?: components["schemas"]["Coverage"];
                no2?: components["schemas"]["Coverage"];
                o3?: components["schemas"]["Coverage"];
                pm2_5?: components["schemas"]["Coverage"];
                pm10?: components["schemas"]["Coverage"];
                so2?: components["schemas"]["Coverage"];
            };
            /**
             * @description how far the data of its whole time were checked; absent where some are live. Of audited data late ones are not expected any more: the figure is not `provisional`
             * @enum {string}
             */
            dataState?: "reviewed" | "audited";
            derivation?: components["schemas"]["Step"][];
            edition?: string;
            evaluation?: components["schemas"]["EvaluationState"];
            from?: string;
            /** @description of a day the ozone maximum 1 h; of an hour the running means that end with it, where the index takes them or they are asked for (`method`, `explain`, `fields`) */
            further?: {
                o3_1h?: number | null;
                o3_8h?: number | null;
                pm2_5_24h?: number | null;
                pm10_24h?: number | null;
                so2_24h?: number | null;
            };
            /** @enum {string} */
            interval?: "hour" | "day";
            level?: number | null;
            method?: string;
            /** @description why a sub-index is null */
            missing?: components["schemas"]["PollutantReasons"];
            name?: {
                en: string;
                zh: string;
            };
            primary?: string[];
            /** @description true while the time runs, late data are expected (LANBI_PROVISIONAL_HOURS; not of audited data), or not all that is stored is evaluated */
            provisional?: boolean;
            /** @description why there is no index */
            reason?: string;
            region?: string;
            revision?: number;
            /** @description every standard that was used */
            standards?: {
                edition: string;
                /** @enum {string} */
                stage?: "transition" | "final";
            }[];
            station?: string;
            subIndices?: components["schemas"]["PollutantValues"];
            to?: string;
            validity?: components["schemas"]["Validity"];
        };
        AirPeriodRow: {
            /** @description grade 2: yes or no, null where it is not known */
            attains?: string | null;
            /** @description pollutants that do not attain grade 2 */
            beyond?: string[];
            /** @description 95th percentile of the days, mg/m3 */
            co?: number | null;
            /** @description change of co, per cent */
            co_change?: number | null;
            /** @description valid days of co */
            co_days?: number | null;
            /** @description co of the earlier period */
            co_earlier?: number | null;
            /** @description days on which co was primary */
            co_primary?: number | null;
            /** @description term of co in the index */
            co_term?: number | null;
            /** @description how far the data of its whole time were checked: reviewed or audited, null where some are live */
            data_state?: string | null;
            /** @description days of dust that concentrations and index leave out, in words; null where none is left out */
            dust?: string | null;
            /** @description edition and stage of GB 3095 */
            edition?: string | null;
            /** @description begin, at +08:00 */
            from?: string | null;
            /** @description days with an AQI of at most 100 */
            good?: number | null;
            /** @description good days of the earlier period */
            good_earlier?: number | null;
            /** @description good days of the days without dust; those of all where nothing is left out */
            good_without_dust?: number | null;
            /** @description composite index */
            index?: number | null;
            /** @description change of the index, per cent */
            index_change?: number | null;
            /** @description composite index of the earlier period */
            index_earlier?: number | null;
            /** @description mean of the days, ug/m3 */
            no2?: number | null;
            /** @description change of no2, per cent */
            no2_change?: number | null;
            /** @description valid days of no2 */
            no2_days?: number | null;
            /** @description no2 of the earlier period */
            no2_earlier?: number | null;
            /** @description days on which no2 was primary */
            no2_primary?: number | null;
            /** @description term of no2 in the index */
            no2_term?: number | null;
            /** @description 90th percentile of the daily maxima 8 h, ug/m3 */
            o3?: number | null;
            /** @description change of o3, per cent */
            o3_change?: number | null;
            /** @description valid days of o3 */
            o3_days?: number | null;
            /** @description o3 of the earlier period */
            o3_earlier?: number | null;
            /** @description days on which o3 was primary */
            o3_primary?: number | null;
            /** @description term of o3 in the index */
            o3_term?: number | null;
            /** @description month 2016-01, quarter 2016-Q1, half-year 2016-H1, year 2016; of other periods the last day */
            period?: string | null;
            /** @description mean of the days, ug/m3 */
            pm2_5?: number | null;
            /** @description change of pm2_5, per cent */
            pm2_5_change?: number | null;
            /** @description valid days of pm2_5 */
            pm2_5_days?: number | null;
            /** @description pm2_5 of the earlier period */
            pm2_5_earlier?: number | null;
            /** @description days on which pm2_5 was primary */
            pm2_5_primary?: number | null;
            /** @description term of pm2_5 in the index */
            pm2_5_term?: number | null;
            /** @description mean of the days, ug/m3 */
            pm10?: number | null;
            /** @description change of pm10, per cent */
            pm10_change?: number | null;
            /** @description valid days of pm10 */
            pm10_days?: number | null;
            /** @description pm10 of the earlier period */
            pm10_earlier?: number | null;
            /** @description days on which pm10 was primary */
            pm10_primary?: number | null;
            /** @description term of pm10 in the index */
            pm10_term?: number | null;
            /** @description pollutants with the largest term */
            primary?: string[];
            /** @description whether the figure may still change, since late data are expected or not all is evaluated: yes or no */
            provisional?: string | null;
            /** @description composite index as it is ranked: null where the period has too few days */
            ranked_index?: number | null;
            /** @description good days, per cent of the valid ones */
            ratio?: number | null;
            /** @description good days of the days without dust, per cent of these */
            ratio_without_dust?: number | null;
            /** @description why there is no index */
            reason?: string | null;
            /** @description id of the region */
            region?: string | null;
            /** @description 1, and one more for each correction */
            revision?: number | null;
            /** @description mean of the days, ug/m3 */
            so2?: number | null;
            /** @description change of so2, per cent */
            so2_change?: number | null;
            /** @description valid days of so2 */
            so2_days?: number | null;
            /** @description so2 of the earlier period */
            so2_earlier?: number | null;
            /** @description days on which so2 was primary */
            so2_primary?: number | null;
            /** @description term of so2 in the index */
            so2_term?: number | null;
            /** @description id of the station */
            station?: string | null;
            /** @description end, at +08:00 */
            to?: string | null;
            /** @description days with an AQI */
            valid?: number | null;
            /** @description valid, insufficient or missing */
            validity?: string | null;
        };
        AirPeriodRowProfile: {
            co?: number | null;
            co_count?: number | null;
            co_high?: number | null;
            co_low?: number | null;
            /** @description hour 00 to 23, weekday 1 to 7 from Monday, month 01 to 12, season, sector of wind or its speed in whole m/s */
            group: string;
            index?: number | null;
            index_count?: number | null;
            index_high?: number | null;
            index_low?: number | null;
            no2?: number | null;
            no2_count?: number | null;
            no2_high?: number | null;
            no2_low?: number | null;
            o3?: number | null;
            o3_count?: number | null;
            o3_high?: number | null;
            o3_low?: number | null;
            pm2_5?: number | null;
            pm2_5_count?: number | null;
            pm2_5_high?: number | null;
            pm2_5_low?: number | null;
            pm10?: number | null;
            pm10_count?: number | null;
            pm10_high?: number | null;
            pm10_low?: number | null;
            profile: string;
            so2?: number | null;
            so2_count?: number | null;
            so2_high?: number | null;
            so2_low?: number | null;
            station: string;
        };
        AirPeriodRowRun: {
            from: string;
            /** @description rows that follow each other */
            length: number;
            /** @description the largest value */
            peak: (number | ("I" | "II" | "III" | "IV" | "V" | "worse-than-V")) | null;
            peak_to: string;
            station: string;
            to: string;
        };
        AirPeriodRowWide: {
            date?: string;
            from?: string;
            to?: string;
        } & {
            [key: string]: (number | ("I" | "II" | "III" | "IV" | "V" | "worse-than-V")) | null;
        };
        AirRanking: {
            by: string;
            /**
             * @description of a change: under which editions the earlier period is
             * @enum {string}
             */
            compare: "same-edition" | "in-force";
            computedAt: string;
            /**
             * @description how far the data of its whole time were checked; absent where some are live. Of audited data late ones are not expected any more: the figure is not `provisional`
             * @enum {string}
             */
            dataState?: "reviewed" | "audited";
            derivation?: components["schemas"]["Step"][];
            /** @description without those that attain grade 2 */
            deteriorated?: {
                /** @description per cent */
                change?: number;
                /** @description of the index, per cent, against both earlier periods under the editions that `compare` says */
                changes: {
                    periodBefore: number | null;
                    yearEarlier: number | null;
                };
                /**
                 * @description how far the data of its whole time were checked; absent where some are live. Of audited data late ones are not expected any more: the figure is not `provisional`
                 * @enum {string}
                 */
                dataState?: "reviewed" | "audited";
                /** @description days of dust that concentrations, index and attainment leave out; good days keep them */
                dust?: {
                    days: {
                        /** @description who says so: `/v1/annotations/{id}` */
                        annotations: number[];
                        date: string;
                        /** @description that the day is left out of */
                        pollutants: string[];
                    }[];
                    /** @description in words */
                    note: {
                        en: string;
                        zh: string;
                    };
                };
                goodDays: {
                    good: number;
                    ratio: number | null;
                    valid: number;
                    /** @description of the days that no pollutant is left out of; absent where all are */
                    withoutDust?: {
                        good: number;
                        ratio: number | null;
                        valid: number;
                    };
                };
                index: number | null;
                name: {
                    en: string;
                    zh: string;
                };
                /** @description pollutants with the largest term of the index */
                primary: string[];
                rank: number;
                region: string;
            }[];
            editions: string[];
            evaluation: components["schemas"]["EvaluationState"];
            from: string;
            improved?: {
                /** @description per cent */
                change?: number;
                /** @description of the index, per cent, against both earlier periods under the editions that `compare` says */
                changes: {
                    periodBefore: number | null;
                    yearEarlier: number | null;
                };
                /**
                 * @description how far the data of its whole time were checked; absent where some are live. Of audited data late ones are not expected any more: the figure is not `provisional`
                 * @enum {string}
                 */
                dataState?: "reviewed" | "audited";
                /** @description days of dust that concentrations, index and attainment leave out; good days keep them */
                dust?: {
                    days: {
                        /** @description who says so: `/v1/annotations/{id}` */
                        annotations: number[];
                        date: string;
                        /** @description that the day is left out of */
                        pollutants: string[];
                    }[];
                    /** @description in words */
                    note: {
                        en: string;
                        zh: string;
                    };
                };
                goodDays: {
                    good: number;
                    ratio: number | null;
                    valid: number;
                    /** @description of the days that no pollutant is left out of; absent where all are */
                    withoutDust?: {
                        good: number;
                        ratio: number | null;
                        valid: number;
                    };
                };
                index: number | null;
                name: {
                    en: string;
                    zh: string;
                };
                /** @description pollutants with the largest term of the index */
                primary: string[];
                rank: number;
                region: string;
            }[];
            /** @description rose, and attain grade 2 */
            leftOut?: string[];
            level: string;
            period: string;
            /** @description true while the time runs, late data are expected (LANBI_PROVISIONAL_HOURS; not of audited data), or not all that is stored is evaluated */
            provisional: boolean;
            ranked: {
                /** @description per cent */
                change?: number;
                /** @description of the index, per cent, against both earlier periods under the editions that `compare` says */
                changes: {
                    periodBefore: number | null;
                    yearEarlier: number | null;
                };
                /**
                 * @description how far the data of its whole time were checked; absent where some are live. Of audited data late ones are not expected any more: the figure is not `provisional`
                 * @enum {string}
                 */
                dataState?: "reviewed" | "audited";
                /** @description days of dust that concentrations, index and attainment leave out; good days keep them */
                dust?: {
                    days: {
                        /** @description who says so: `/v1/annotations/{id}` */
                        annotations: number[];
                        date: string;
                        /** @description that the day is left out of */
                        pollutants: string[];
                    }[];
                    /** @description in words */
                    note: {
                        en: string;
                        zh: string;
                    };
                };
                goodDays: {
                    good: number;
                    ratio: number | null;
                    valid: number;
                    /** @description of the days that no pollutant is left out of; absent where all are */
                    withoutDust?: {
                        good: number;
                        ratio: number | null;
                        valid: number;
                    };
                };
                index: number | null;
                name: {
                    en: string;
                    zh: string;
                };
                /** @description pollutants with the largest term of the index */
                primary: string[];
                rank: number;
                region: string;
            }[];
            revision: number;
            rules: string;
            /** @description every standard that was used */
            standards: {
                edition: string;
                /** @enum {string} */
                stage?: "transition" | "final";
            }[];
            to: string;
            unranked: {
                /** @description of the index, per cent, against both earlier periods under the editions that `compare` says */
                changes: {
                    periodBefore: number | null;
                    yearEarlier: number | null;
                };
                /**
                 * @description how far the data of its whole time were checked; absent where some are live. Of audited data late ones are not expected any more: the figure is not `provisional`
                 * @enum {string}
                 */
                dataState?: "reviewed" | "audited";
                /** @description days of dust that concentrations, index and attainment leave out; good days keep them */
                dust?: {
                    days: {
                        /** @description who says so: `/v1/annotations/{id}` */
                        annotations: number[];
                        date: string;
                        /** @description that the day is left out of */
                        pollutants: string[];
                    }[];
                    /** @description in words */
                    note: {
                        en: string;
                        zh: string;
                    };
                };
                goodDays: {
                    good: number;
                    ratio: number | null;
                    valid: number;
                    /** @description of the days that no pollutant is left out of; absent where all are */
                    withoutDust?: {
                        good: number;
                        ratio: number | null;
                        valid: number;
                    };
                };
                /** @description shown, but without a place */
                index: number | null;
                name: {
                    en: string;
                    zh: string;
                };
                /** @description pollutants with the largest term of the index */
                primary: string[];
                reason: string;
                region: string;
                /** @description of its period; of air null where that is valid */
                validity: components["schemas"]["Validity"] | null;
            }[];
            validity: components["schemas"]["Validity"];
        };
        AirTargets: {
            computedAt: string;
            /**
             * @description how far the data of its whole time were checked; absent where some are live. Of audited data late ones are not expected any more: the figure is not `provisional`
             * @enum {string}
             */
            dataState?: "reviewed" | "audited";
            /** @description days of the year that are not over */
            daysLeft: number;
            /** @description days of dust that concentrations, index and attainment leave out; good days keep them */
            dust?: {
                days: {
                    /** @description who says so: `/v1/annotations/{id}` */
                    annotations: number[];
                    date: string;
                    /** @description that the day is left out of */
                    pollutants: string[];
                }[];
                /** @description in words */
                note: {
                    en: string;
                    zh: string;
                };
            };
            evaluation: components["schemas"]["EvaluationState"];
            from: string;
            name: {
                en: string;
                zh: string;
            };
            /** @description true while the time runs, late data are expected (LANBI_PROVISIONAL_HOURS; not of audited data), or not all that is stored is evaluated */
            provisional: boolean;
            region: string;
            revision: number;
            targets: {
                /** @description days that it is made of */
                days: number;
                /** @description the index of a year is no mean of its days */
                estimate?: boolean;
                /** @description whether the year so far meets it */
                meets: boolean | null;
                /** @description whether it can still be met, if each day that is left has a value; without data true while days are left */
                reachable: boolean;
                /** @description why there is nothing so far */
                reason?: string;
                /** @description days that may still be above the target of a percentile */
                restDaysAbove?: number;
                /** @description good days that are still needed */
                restGoodDays?: number;
                /** @description the mean that the days that are left may have, rounded down; of the index an estimate */
                restMean?: number;
                /** @description of the days so far, as `value` is */
                soFar: number | null;
                /** @enum {string} */
                target: "pm2_5" | "pm10" | "so2" | "no2" | "co" | "o3" | "composite_index" | "good_days" | "good_day_ratio";
                /** @description to be met, inclusive: at most; of good days at least */
                value: number;
            }[];
            to: string;
            validity: components["schemas"]["Validity"];
            year: string;
        };
        Alert: {
            acknowledged?: {
                /** @description name of the API key that it came with */
                author?: string;
                by?: string;
                id: number;
                reason: string;
                until?: string;
            };
            /** @description when it became known */
            changedAt: string;
            /** @description of this change; the same change sent again has the same */
            cursor: string;
            labels?: {
                [key: string]: string;
            };
            /**
             * @description current: the alert is in this state; amended: same state, with another start, value or rule; historical: it was in this state; retracted: a transition notified earlier did not take place
             * @enum {string}
             */
            notification: "current" | "amended" | "historical" | "retracted";
            /** @description one more each time that late data changed this transition */
            revision: number;
            ruleId: string;
            /** @enum {string} */
            severity: "info" | "warning" | "critical";
            silenced?: {
                /** @description name of the API key that it came with */
                author?: string;
                by?: string;
                id: number;
                reason: string;
                until?: string;
            };
            /** @description when the state began, in event time */
            since: string;
            /** @enum {string} */
            state: "ok" | "pending" | "firing" | "resolved" | "stale";
            subject: {
                id: string;
                kind: string;
            };
            /**
             * @description deprecated, use notification: now current, still amended, past historical, void retracted
             * @enum {string}
             */
            tense: "now" | "still" | "past" | "void";
            /** @description absent when the rule is gone */
            text?: {
                en: string;
                zh: string;
            };
            threshold: number;
            /** @description the value that caused it; null where the absence of values did */
            value: number | null;
        };
        AlertDryRun: {
            subject: {
                id: string;
                kind: string;
            };
            transitions: {
                since: string;
                /** @enum {string} */
                state: "ok" | "pending" | "firing" | "resolved" | "stale";
                value: number | null;
            }[];
            /** @description values of the figure in the span */
            values: number;
        };
        AlertRule: {
            /** @description hours of the day at +08:00 in which the rule may raise */
            activeHours?: {
                from: number;
                to: number;
            };
            /** @description beyond it a firing alert goes on; default: raise */
            clear?: number | ("I" | "II" | "III" | "IV" | "V" | "worse-than-V");
            createdAt: string;
            /** @default true */
            enabled: boolean;
            /** @description one of pm2_5-above-pm10, {parameter}, no-data, completeness, aqi.hour, aqi.day, composite-index.{period}, class, class.target, level, exceedance.{item}, class.{calendar-period}, class.target.{calendar-period}, level.{calendar-period}, exceedance.{item}.{calendar-period}; GET /v1/figures lists them */
            figure: string;
            /**
             * @description how long, or for how many values, the condition must hold
             * @default PT0S
             */
            for: string | number;
            id: string;
            /** @default {} */
            labels: {
                [key: string]: string;
            };
            /** @enum {string} */
            op: ">" | ">=" | "<" | "<=";
            /** @description the limit that raises; a class by name or rank 1 to 6 */
            raise: number | ("I" | "II" | "III" | "IV" | "V" | "worse-than-V");
            revision: number;
            /**
             * @default warning
             * @enum {string}
             */
            severity: "info" | "warning" | "critical";
            /** @description after how long without a value there is no data; default: three periods */
            staleAfter?: string;
            subject: {
                /** @description one id, a list, or * */
                id: "*" | string | string[];
                /** @enum {string} */
                kind: "station" | "region" | "section" | "river" | "lake";
                /** @enum {string} */
                medium?: "air" | "water";
            };
            text?: string | {
                en: string;
                zh: string;
            };
            updatedAt: string;
        };
        AlertSilence: {
            /** @description name of the API key that it came with */
            author?: string;
            by?: string;
            from: string;
            id: number;
            reason: string;
            ruleId: string;
            subjectId?: string;
            until: string;
        };
        Annotation: {
            /** @description name of the API key that it came with */
            author?: string;
            by?: string;
            enteredAt: string;
            from: string;
            id: number;
            /** @enum {string} */
            kind: "dust-day" | "section-state" | "data-state";
            name: {
                en: string;
                zh: string;
            };
            /** @description that the days are left out of */
            pollutants?: ("pm10" | "pm2_5")[];
            reason: string;
            /** @description it holds for all regions, stations and sections in it */
            region?: string;
            section?: string;
            /**
             * @description of a section, why it has no class; of data, how far they were checked
             * @enum {string}
             */
            state?: "no-flow" | "frozen" | "dry" | "not-sampled" | "reviewed" | "audited";
            stateName?: {
                en: string;
                zh: string;
            };
            station?: string;
            /** @description the last day */
            until: string;
            /** @description rises with each annotation that is entered or withdrawn */
            version: number;
            /** @description from then on no figure takes it into account */
            withdrawn?: {
                at: string;
                /** @description name of the API key that it came with */
                author?: string;
                by?: string;
                reason: string;
            };
        };
        AqiCategory: {
            en: string;
            level: number;
            rgb: [
                number,
                number,
                number
            ];
            /** @description largest index of the category */
            upTo: number;
            zh: string;
        };
        AreaShares: {
            /** @description of those that have a target */
            attainment: number | null;
            attainmentMissing?: string;
            compliant: number;
            counts: {
                I: number;
                II: number;
                III: number;
                IV: number;
                V: number;
                "worse-than-V": number;
            };
            evaluated: number;
            /** @description class I to III */
            good: number | null;
            goodMissing?: string;
            /** @description by proportion, of five sections or more */
            level: components["schemas"]["WaterLevel"] | null;
            levelMissing?: string;
            shares: {
                /** @description per cent; null of nothing */
                I: number | null;
                /** @description per cent; null of nothing */
                II: number | null;
                /** @description per cent; null of nothing */
                III: number | null;
                /** @description per cent; null of nothing */
                IV: number | null;
                /** @description per cent; null of nothing */
                V: number | null;
                /** @description per cent; null of nothing */
                "worse-than-V": number | null;
            };
            targeted: number;
            withoutClass: number;
            /** @description worse than V */
            worse: number | null;
            worseMissing?: string;
        };
        BriefValidity: {
            expected?: number;
            /** @enum {string} */
            kind: "valid" | "insufficient" | "missing";
            observed?: number;
            /** @description observed of expected, one decimal */
            percent?: number | null;
            /** @description why it is missing */
            reason?: string;
            /** @description what falls short, for a person; absent of what is valid */
            why?: {
                en: string;
                zh: string;
            };
        };
        Bulletin: {
            /** @description why a part is null: `not-monitored` or `no-data` */
            absent: {
                air?: string;
                water?: string;
            };
            air: {
                concentrationsYearEarlier: components["schemas"]["PollutantValues"];
                goodDaysYearEarlier: {
                    good: number;
                    /** @description per cent */
                    ratio: number | null;
                    valid: number;
                    /** @description of the days without dust; absent where there is none */
                    withoutDust?: {
                        good: number;
                        /** @description per cent */
                        ratio: number | null;
                        valid: number;
                    };
                } | null;
                /** @description districts of a city, cities of a province */
                ranked: {
                    /** @description of the index; under which editions the earlier periods are says `editions.compare` */
                    change: {
                        /** @description per cent */
                        periodBefore: number | null;
                        /** @description per cent */
                        yearEarlier: number | null;
                    };
                    /** @description days of the pollutant with the fewest */
                    coverage: {
                        expected: number;
                        observed: number;
                        /** @description per cent */
                        percent: number | null;
                    };
                    /** @description days of dust that concentrations and index leave out, in words */
                    dust?: {
                        en: string;
                        zh: string;
                    };
                    goodDays: {
                        good: number;
                        /** @description per cent */
                        ratio: number | null;
                        valid: number;
                        /** @description of the days without dust; absent where there is none */
                        withoutDust?: {
                            good: number;
                            /** @description per cent */
                            ratio: number | null;
                            valid: number;
                        };
                        /** @description the ratio of the same period a year earlier */
                        yearEarlier: number | null;
                    };
                    index: number | null;
                    /** @description why a term of the index is missing */
                    missing: components["schemas"]["PollutantReasons"];
                    name: {
                        en: string;
                        zh: string;
                    };
                    /** @description pollutants with the largest term of the index */
                    primary: string[];
                    primaryDays: components["schemas"]["PollutantCounts"];
                    provisional: boolean;
                    /** @description by composite index, the smallest first; null without an index */
                    rank: number | null;
                    /** @description by the change within a year, the largest fall first */
                    rankByChange: number | null;
                    /** @description why there is no index */
                    reason?: string;
                    region: string;
                    validity: components["schemas"]["Validity"];
                }[];
                /** @description the city or district; null where the bulletin is about several cities */
                whole: components["schemas"]["CompositeIndex"] | null;
            } | null;
            completeness: {
                /** @description days with a value, of all regions of the bulletin */
                air: {
                    expected: number;
                    observed: number;
                    /** @description per cent */
                    percent: number | null;
                } | null;
                /** @description sections with a value */
                water: {
                    expected: number;
                    observed: number;
                    /** @description per cent */
                    percent: number | null;
                } | null;
                /** @description sampling times with a value, of all sections */
                waterResults: {
                    expected: number;
                    observed: number;
                    /** @description per cent */
                    percent: number | null;
                } | null;
            };
            computedAt: string;
            /**
             * @description how far the data of its whole time were checked; absent where some are live. Of audited data late ones are not expected any more: the figure is not `provisional`
             * @enum {string}
             */
            dataState?: "reviewed" | "audited";
            editions: {
                /** @description the edition of GB 3095 that was asked for; null: the one in force on the last day */
                asked: string | null;
                /** @description another edition or stage was in force when the period began */
                changedWithin: boolean;
                /**
                 * @description of earlier periods: under the editions of this one, or those in force then
                 * @enum {string}
                 */
                compare: "same-edition" | "in-force";
                /** @description the editions that the figures of the year before are under */
                earlier: string[];
                gb3095: string[];
                gb3838: string | null;
                hj633: string[];
                hj663: string[];
                /** @description of the composite index */
                method: string;
                /** @description other editions were in force in the year before than the figures are under */
                otherThen: boolean;
                ranking: string;
                waterAssessment: string | null;
            };
            evaluation: components["schemas"]["EvaluationState"];
            from: string;
            id: string;
            /** @enum {string} */
            period: "month" | "quarter" | "year";
            /** @description true while the time runs, late data are expected (LANBI_PROVISIONAL_HOURS; not of audited data), or not all that is stored is evaluated */
            provisional: boolean;
            region: {
                id: string;
                name: {
                    en: string;
                    zh: string;
                };
            } | null;
            revision: number;
            /**
             * @description `insufficient`: over, but the days of the air as a whole are not enough
             * @enum {string}
             */
            status: "provisional" | "insufficient" | "final";
            title: {
                en: string;
                zh: string;
            };
            to: string;
            validity: components["schemas"]["Validity"];
            water: {
                beyondTarget: {
                    /** @description against the same period a year earlier, in the words of the standard */
                    change: {
                        en: string;
                        zh: string;
                    } | null;
                    class: ("I" | "II" | "III" | "IV" | "V" | "worse-than-V") | null;
                    control: string | null;
                    /** @description sampling times of the period; null where nothing came */
                    coverage: {
                        expected: number;
                        observed: number;
                        /** @description per cent */
                        percent: number | null;
                    } | null;
                    /** @description against the target, in table order */
                    exceedances: {
                        /** @enum {string} */
                        class: "I" | "II" | "III" | "IV" | "V" | "worse-than-V";
                        item: string;
                        limit: number;
                        /** @description (C - S) / S; null for pH and dissolved oxygen */
                        multiple: number | null;
                        name: {
                            en: string;
                            zh: string;
                        };
                        unit: string;
                        value: number;
                    }[];
                    /** @description quality level; null where there is none */
                    level: {
                        en: string;
                        zh: string;
                    } | null;
                    meetsTarget: boolean | null;
                    name: {
                        en: string;
                        zh: string;
                    };
                    reason?: string;
                    section: string;
                    /** @description why it has no class on some days: state and days */
                    state?: {
                        en: string;
                        zh: string;
                    };
                    target: string | null;
                    /** @description its river or lake */
                    water: {
                        en: string;
                        zh: string;
                    } | null;
                }[];
                byControl: {
                    municipal?: components["schemas"]["BulletinShares"];
                    national?: components["schemas"]["BulletinShares"];
                    none?: components["schemas"]["BulletinShares"];
                    provincial?: components["schemas"]["BulletinShares"];
                };
                /** @description against the same period a year earlier, in the words of the standard */
                change: {
                    en: string;
                    zh: string;
                } | null;
                /** @description of all sections together */
                derivation?: components["schemas"]["Step"][];
                each: {
                    /** @description against the same period a year earlier, in the words of the standard */
                    change: {
                        en: string;
                        zh: string;
                    } | null;
                    class: ("I" | "II" | "III" | "IV" | "V" | "worse-than-V") | null;
                    control: string | null;
                    /** @description sampling times of the period; null where nothing came */
                    coverage: {
                        expected: number;
                        observed: number;
                        /** @description per cent */
                        percent: number | null;
                    } | null;
                    /** @description quality level; null where there is none */
                    level: {
                        en: string;
                        zh: string;
                    } | null;
                    meetsTarget: boolean | null;
                    name: {
                        en: string;
                        zh: string;
                    };
                    reason?: string;
                    section: string;
                    /** @description why it has no class on some days: state and days */
                    state?: {
                        en: string;
                        zh: string;
                    };
                    target: string | null;
                    /** @description its river or lake */
                    water: {
                        en: string;
                        zh: string;
                    } | null;
                }[];
                lakes: {
                    /** @description against the same period a year earlier, in the words of the standard */
                    change: {
                        en: string;
                        zh: string;
                    } | null;
                    class: ("I" | "II" | "III" | "IV" | "V" | "worse-than-V") | null;
                    /** @description rivers that flow into it */
                    inflows: {
                        /** @description rivers of five sections or more have a level and no class */
                        byProportion: number;
                        /** @description rivers at each class */
                        counts: components["schemas"]["ClassCounts"];
                        evaluated: number;
                        withoutData: number;
                    };
                    lake: string;
                    /** @description quality level; null where there is none */
                    level: {
                        en: string;
                        zh: string;
                    } | null;
                    name: {
                        en: string;
                        zh: string;
                    };
                    reason?: string;
                    /** @description evaluated apart; it does not take part in the class */
                    totalNitrogen: ("I" | "II" | "III" | "IV" | "V" | "worse-than-V") | null;
                    trophic: {
                        index: number | null;
                        state: {
                            en: string;
                            zh: string;
                        } | null;
                    };
                }[];
                /** @description quality level; null where there is none */
                level: {
                    en: string;
                    zh: string;
                } | null;
                mainItems: {
                    item: string;
                    name: {
                        en: string;
                        zh: string;
                    };
                    sections: number;
                    /** @description per cent */
                    share: number | null;
                }[];
                /** @description national and provincial sections together */
                nationalAndProvincial: components["schemas"]["BulletinShares"];
                rivers: {
                    /** @description rivers of five sections or more have a level and no class */
                    byProportion: number;
                    /** @description rivers at each class */
                    counts: components["schemas"]["ClassCounts"];
                    each: {
                        /** @enum {string} */
                        basis: "mean" | "proportion" | "mixed";
                        /** @description against the same period a year earlier, in the words of the standard */
                        change: {
                            en: string;
                            zh: string;
                        } | null;
                        class: ("I" | "II" | "III" | "IV" | "V" | "worse-than-V") | null;
                        /** @description quality level; null where there is none */
                        level: {
                            en: string;
                            zh: string;
                        } | null;
                        name: {
                            en: string;
                            zh: string;
                        };
                        reason?: string;
                        river: string;
                        sections: {
                            [key: string]: ("I" | "II" | "III" | "IV" | "V" | "worse-than-V") | null;
                        };
                    }[];
                    evaluated: number;
                    withoutData: number;
                };
                sections: components["schemas"]["BulletinShares"];
            } | null;
        };
        BulletinShares: {
            /** @description per cent */
            attainment: number | null;
            compliant: number;
            counts: components["schemas"]["ClassCounts"];
            evaluated: number;
            /** @description share of class I to III */
            good: number | null;
            shares: {
                /** @description per cent */
                I?: number | null;
                /** @description per cent */
                II?: number | null;
                /** @description per cent */
                III?: number | null;
                /** @description per cent */
                IV?: number | null;
                /** @description per cent */
                V?: number | null;
                /** @description per cent */
                "worse-than-V"?: number | null;
            };
            targeted: number;
            withoutClass: number;
            /** @description share worse than V */
            worse: number | null;
        };
        CityWaterIndex: {
            change: {
                periodBefore: {
                    before: number | null;
                    /** @description per cent; falling is better */
                    change: number | null;
                    /** @description why there is no change */
                    reason?: string;
                };
                yearEarlier: {
                    before: number | null;
                    /** @description per cent; falling is better */
                    change: number | null;
                    /** @description why there is no change */
                    reason?: string;
                };
            };
            /** @description whether every item has a mean; only complete indices compare */
            complete: boolean;
            computedAt: string;
            /**
             * @description how far the data of its whole time were checked; absent where some are live. Of audited data late ones are not expected any more: the figure is not `provisional`
             * @enum {string}
             */
            dataState?: "reviewed" | "audited";
            derivation?: components["schemas"]["Step"][];
            edition: string;
            evaluation: components["schemas"]["EvaluationState"];
            from: string;
            /** @description CWQI; lower is better */
            index: number | null;
            items: string[];
            lake: {
                index: number | null;
                reason?: string;
                /** @description sections with a value */
                sections: number;
                /** @description each item against its limit of class III */
                terms: {
                    as?: number;
                    bod5?: number;
                    cd?: number;
                    cod?: number;
                    codmn?: number;
                    cr6?: number;
                    cu?: number;
                    cyanide?: number;
                    do?: number;
                    fecal_coliform?: number;
                    fluoride?: number;
                    hg?: number;
                    las?: number;
                    nh3n?: number;
                    pb?: number;
                    petroleum?: number;
                    ph?: number;
                    se?: number;
                    sulfide?: number;
                    tn?: number;
                    tp?: number;
                    volatile_phenol?: number;
                    water_temperature?: number;
                    zn?: number;
                };
                /** @description items that no section has */
                without: string[];
            };
            name: {
                en: string;
                zh: string;
            };
            period: string;
            /** @description true while the time runs, late data are expected (LANBI_PROVISIONAL_HOURS; not of audited data), or not all that is stored is evaluated */
            provisional: boolean;
            /** @description why there is no index */
            reason?: string;
            region: string;
            revision: number;
            river: {
                index: number | null;
                reason?: string;
                /** @description sections with a value */
                sections: number;
                /** @description each item against its limit of class III */
                terms: {
                    as?: number;
                    bod5?: number;
                    cd?: number;
                    cod?: number;
                    codmn?: number;
                    cr6?: number;
                    cu?: number;
                    cyanide?: number;
                    do?: number;
                    fecal_coliform?: number;
                    fluoride?: number;
                    hg?: number;
                    las?: number;
                    nh3n?: number;
                    pb?: number;
                    petroleum?: number;
                    ph?: number;
                    se?: number;
                    sulfide?: number;
                    tn?: number;
                    tp?: number;
                    volatile_phenol?: number;
                    water_temperature?: number;
                    zn?: number;
                };
                /** @description items that no section has */
                without: string[];
            };
            /** @description every standard that was used */
            standards: {
                edition: string;
                /** @enum {string} */
                stage?: "transition" | "final";
            }[];
            /** @description sections without water or samples on some days: these days are in no mean, class or share, and nothing is expected on them */
            states?: {
                /** @description who says so: `/v1/annotations/{id}` */
                annotation: number;
                /** @description the first day within the period */
                from: string;
                name: {
                    en: string;
                    zh: string;
                };
                section: string;
                /** @enum {string} */
                state: "no-flow" | "frozen" | "dry" | "not-sampled";
                stateName: {
                    en: string;
                    zh: string;
                };
                until: string;
            }[];
            to: string;
            validity: components["schemas"]["Validity"];
        };
        CityWaterRanking: {
            by: string;
            computedAt: string;
            /**
             * @description how far the data of its whole time were checked; absent where some are live. Of audited data late ones are not expected any more: the figure is not `provisional`
             * @enum {string}
             */
            dataState?: "reviewed" | "audited";
            evaluation: components["schemas"]["EvaluationState"];
            from: string;
            items: string[];
            level: string;
            period: string;
            /** @description true while the time runs, late data are expected (LANBI_PROVISIONAL_HOURS; not of audited data), or not all that is stored is evaluated */
            provisional: boolean;
            ranked: {
                /** @description per cent */
                change?: number;
                /**
                 * @description how far the data of its whole time were checked; absent where some are live. Of audited data late ones are not expected any more: the figure is not `provisional`
                 * @enum {string}
                 */
                dataState?: "reviewed" | "audited";
                index: number | null;
                name: {
                    en: string;
                    zh: string;
                };
                rank: number;
                region: string;
            }[];
            revision: number;
            rules: string;
            /** @description every standard that was used */
            standards: {
                edition: string;
                /** @enum {string} */
                stage?: "transition" | "final";
            }[];
            to: string;
            unranked: {
                /**
                 * @description how far the data of its whole time were checked; absent where some are live. Of audited data late ones are not expected any more: the figure is not `provisional`
                 * @enum {string}
                 */
                dataState?: "reviewed" | "audited";
                /** @description shown, but without a place */
                index: number | null;
                name: {
                    en: string;
                    zh: string;
                };
                reason: string;
                region: string;
                /** @description of its period; of air null where that is valid */
                validity: components["schemas"]["Validity"] | null;
            }[];
            validity: components["schemas"]["Validity"];
        };
        ClassComparison: {
            after: ("I" | "II" | "III" | "IV" | "V" | "worse-than-V") | null;
            /** @enum {string} */
            basis: "class" | "proportion";
            before: ("I" | "II" | "III" | "IV" | "V" | "worse-than-V") | null;
            change: {
                /** @enum {string} */
                degree: "none" | "slight" | "marked";
                /** @enum {string} */
                direction: "none" | "better" | "worse";
                en: string;
                zh: string;
            } | null;
            changeMissing?: string;
            compared: number;
            /** @description of the share of class I to III, percentage points */
            good?: number | null;
            goodMissing?: string;
            leftOut: {
                /** @enum {string} */
                reason: "one-period" | "no-class" | "other-items";
                section: string;
            }[];
            /** @description of the share worse than V, percentage points */
            worse?: number | null;
            worseMissing?: string;
        };
        ClassCounts: {
            I?: number;
            II?: number;
            III?: number;
            IV?: number;
            V?: number;
            "worse-than-V"?: number;
        };
        CompletenessRow: {
            /** @description values missing for calibration */
            calibration?: number | null;
            /** @description observed hours of co, per cent of the expected ones */
            co?: number | null;
            /** @description expected values of all items of the plan, by hours */
            expected?: number | null;
            /** @description values missing for fault */
            fault?: number | null;
            /** @description begin, at +08:00 */
            from?: string | null;
            /** @description values missing for invalid */
            invalid?: number | null;
            /** @description values missing for maintenance */
            maintenance?: number | null;
            /** @description values missing for no-data */
            no_data?: number | null;
            /** @description observed hours of no2, per cent of the expected ones */
            no2?: number | null;
            /** @description observed hours of o3, per cent of the expected ones */
            o3?: number | null;
            /** @description those with a value */
            observed?: number | null;
            /** @description values missing for other reasons */
            other?: number | null;
            /** @description observed of expected, one decimal */
            percent?: number | null;
            /** @description day 2016-01-31 or month 2016-01 */
            period?: string | null;
            /** @description observed hours of pm2_5, per cent of the expected ones */
            pm2_5?: number | null;
            /** @description observed hours of pm10, per cent of the expected ones */
            pm10?: number | null;
            /** @description id of the region */
            region?: string | null;
            /** @description observed hours of so2, per cent of the expected ones */
            so2?: number | null;
            /** @description values missing for stamp-off */
            stamp_off?: number | null;
            /** @description id of the station */
            station?: string | null;
            /** @description end, at +08:00 */
            to?: string | null;
            /** @description values missing for too-few-samples */
            too_few_samples?: number | null;
        };
        CompletenessRowProfile: {
            co?: number | null;
            co_count?: number | null;
            co_high?: number | null;
            co_low?: number | null;
            /** @description hour 00 to 23, weekday 1 to 7 from Monday, month 01 to 12, season, sector of wind or its speed in whole m/s */
            group: string;
            no2?: number | null;
            no2_count?: number | null;
            no2_high?: number | null;
            no2_low?: number | null;
            o3?: number | null;
            o3_count?: number | null;
            o3_high?: number | null;
            o3_low?: number | null;
            percent?: number | null;
            percent_count?: number | null;
            percent_high?: number | null;
            percent_low?: number | null;
            pm2_5?: number | null;
            pm2_5_count?: number | null;
            pm2_5_high?: number | null;
            pm2_5_low?: number | null;
            pm10?: number | null;
            pm10_count?: number | null;
            pm10_high?: number | null;
            pm10_low?: number | null;
            profile: string;
            so2?: number | null;
            so2_count?: number | null;
            so2_high?: number | null;
            so2_low?: number | null;
            station: string;
        };
        CompletenessRowRun: {
            from: string;
            /** @description rows that follow each other */
            length: number;
            /** @description the largest value */
            peak: (number | ("I" | "II" | "III" | "IV" | "V" | "worse-than-V")) | null;
            peak_to: string;
            station: string;
            to: string;
        };
        CompletenessRowWide: {
            date?: string;
            from?: string;
            to?: string;
        } & {
            [key: string]: (number | ("I" | "II" | "III" | "IV" | "V" | "worse-than-V")) | null;
        };
        CompositeIndex: {
            attainment: {
                attains: boolean | null;
                pollutants: {
                    co?: boolean | null;
                    no2?: boolean | null;
                    o3?: boolean | null;
                    pm2_5?: boolean | null;
                    pm10?: boolean | null;
                    so2?: boolean | null;
                };
            };
            change: {
                /**
                 * @description what `used` is: by default both sides under the later editions
                 * @enum {string}
                 */
                compare: "same-edition" | "in-force";
                periodBefore: {
                    from: string;
                    /** @description every figure of the earlier period under the editions in force at its end */
                    own: {
                        /** @description per cent */
                        change: number | null;
                        /** @description days of dust that concentrations, index and attainment leave out; good days keep them */
                        dust?: {
                            days: {
                                /** @description who says so: `/v1/annotations/{id}` */
                                annotations: number[];
                                date: string;
                                /** @description that the day is left out of */
                                pollutants: string[];
                            }[];
                            /** @description in words */
                            note: {
                                en: string;
                                zh: string;
                            };
                        };
                        edition: string;
                        /** @description one set for every figure: index and attainment, days and primary pollutants, statistics */
                        editions: {
                            changedWithin: boolean;
                            gb3095: string;
                            hj633: string;
                            hj663: string;
                        };
                        goodDays: {
                            good: number;
                            ratio: number | null;
                            valid: number;
                            /** @description of the days that no pollutant is left out of; absent where all are */
                            withoutDust?: {
                                good: number;
                                ratio: number | null;
                                valid: number;
                            };
                        };
                        index: number | null;
                        /** @description days on which each was primary */
                        primaryDays: components["schemas"]["PollutantCounts"];
                        /** @description why there is no index */
                        reason?: string;
                        stage?: string;
                        /** @description the rules that are not met stand in the answer of that period */
                        validity: components["schemas"]["BriefValidity"];
                    };
                    /** @description every figure of the earlier period under the editions and stage of this one */
                    sameEdition: {
                        /** @description per cent */
                        change: number | null;
                        /** @description days of dust that concentrations, index and attainment leave out; good days keep them */
                        dust?: {
                            days: {
                                /** @description who says so: `/v1/annotations/{id}` */
                                annotations: number[];
                                date: string;
                                /** @description that the day is left out of */
                                pollutants: string[];
                            }[];
                            /** @description in words */
                            note: {
                                en: string;
                                zh: string;
                            };
                        };
                        edition: string;
                        /** @description one set for every figure: index and attainment, days and primary pollutants, statistics */
                        editions: {
                            changedWithin: boolean;
                            gb3095: string;
                            hj633: string;
                            hj663: string;
                        };
                        goodDays: {
                            good: number;
                            ratio: number | null;
                            valid: number;
                            /** @description of the days that no pollutant is left out of; absent where all are */
                            withoutDust?: {
                                good: number;
                                ratio: number | null;
                                valid: number;
                            };
                        };
                        index: number | null;
                        /** @description days on which each was primary */
                        primaryDays: components["schemas"]["PollutantCounts"];
                        /** @description why there is no index */
                        reason?: string;
                        stage?: string;
                        /** @description the rules that are not met stand in the answer of that period */
                        validity: components["schemas"]["BriefValidity"];
                    };
                    /** @description whether both periods have enough days */
                    sufficient: boolean;
                    to: string;
                    /** @description the one of the two that `compare` asks for */
                    used: {
                        /** @description per cent */
                        change: number | null;
                        /** @description days of dust that concentrations, index and attainment leave out; good days keep them */
                        dust?: {
                            days: {
                                /** @description who says so: `/v1/annotations/{id}` */
                                annotations: number[];
                                date: string;
                                /** @description that the day is left out of */
                                pollutants: string[];
                            }[];
                            /** @description in words */
                            note: {
                                en: string;
                                zh: string;
                            };
                        };
                        edition: string;
                        /** @description one set for every figure: index and attainment, days and primary pollutants, statistics */
                        editions: {
                            changedWithin: boolean;
                            gb3095: string;
                            hj633: string;
                            hj663: string;
                        };
                        goodDays: {
                            good: number;
                            ratio: number | null;
                            valid: number;
                            /** @description of the days that no pollutant is left out of; absent where all are */
                            withoutDust?: {
                                good: number;
                                ratio: number | null;
                                valid: number;
                            };
                        };
                        index: number | null;
                        /** @description days on which each was primary */
                        primaryDays: components["schemas"]["PollutantCounts"];
                        /** @description why there is no index */
                        reason?: string;
                        stage?: string;
                        /** @description the rules that are not met stand in the answer of that period */
                        validity: components["schemas"]["BriefValidity"];
                    };
                };
                yearEarlier: {
                    from: string;
                    /** @description every figure of the earlier period under the editions in force at its end */
                    own: {
                        /** @description per cent */
                        change: number | null;
                        /** @description days of dust that concentrations, index and attainment leave out; good days keep them */
                        dust?: {
                            days: {
                                /** @description who says so: `/v1/annotations/{id}` */
                                annotations: number[];
                                date: string;
                                /** @description that the day is left out of */
                                pollutants: string[];
                            }[];
                            /** @description in words */
                            note: {
                                en: string;
                                zh: string;
                            };
                        };
                        edition: string;
                        /** @description one set for every figure: index and attainment, days and primary pollutants, statistics */
                        editions: {
                            changedWithin: boolean;
                            gb3095: string;
                            hj633: string;
                            hj663: string;
                        };
                        goodDays: {
                            good: number;
                            ratio: number | null;
                            valid: number;
                            /** @description of the days that no pollutant is left out of; absent where all are */
                            withoutDust?: {
                                good: number;
                                ratio: number | null;
                                valid: number;
                            };
                        };
                        index: number | null;
                        /** @description days on which each was primary */
                        primaryDays: components["schemas"]["PollutantCounts"];
                        /** @description why there is no index */
                        reason?: string;
                        stage?: string;
                        /** @description the rules that are not met stand in the answer of that period */
                        validity: components["schemas"]["BriefValidity"];
                    };
                    /** @description every figure of the earlier period under the editions and stage of this one */
                    sameEdition: {
                        /** @description per cent */
                        change: number | null;
                        /** @description days of dust that concentrations, index and attainment leave out; good days keep them */
                        dust?: {
                            days: {
                                /** @description who says so: `/v1/annotations/{id}` */
                                annotations: number[];
                                date: string;
                                /** @description that the day is left out of */
                                pollutants: string[];
                            }[];
                            /** @description in words */
                            note: {
                                en: string;
                                zh: string;
                            };
                        };
                        edition: string;
                        /** @description one set for every figure: index and attainment, days and primary pollutants, statistics */
                        editions: {
                            changedWithin: boolean;
                            gb3095: string;
                            hj633: string;
                            hj663: string;
                        };
                        goodDays: {
                            good: number;
                            ratio: number | null;
                            valid: number;
                            /** @description of the days that no pollutant is left out of; absent where all are */
                            withoutDust?: {
                                good: number;
                                ratio: number | null;
                                valid: number;
                            };
                        };
                        index: number | null;
                        /** @description days on which each was primary */
                        primaryDays: components["schemas"]["PollutantCounts"];
                        /** @description why there is no index */
                        reason?: string;
                        stage?: string;
                        /** @description the rules that are not met stand in the answer of that period */
                        validity: components["schemas"]["BriefValidity"];
                    };
                    /** @description whether both periods have enough days */
                    sufficient: boolean;
                    to: string;
                    /** @description the one of the two that `compare` asks for */
                    used: {
                        /** @description per cent */
                        change: number | null;
                        /** @description days of dust that concentrations, index and attainment leave out; good days keep them */
                        dust?: {
                            days: {
                                /** @description who says so: `/v1/annotations/{id}` */
                                annotations: number[];
                                date: string;
                                /** @description that the day is left out of */
                                pollutants: string[];
                            }[];
                            /** @description in words */
                            note: {
                                en: string;
                                zh: string;
                            };
                        };
                        edition: string;
                        /** @description one set for every figure: index and attainment, days and primary pollutants, statistics */
                        editions: {
                            changedWithin: boolean;
                            gb3095: string;
                            hj633: string;
                            hj663: string;
                        };
                        goodDays: {
                            good: number;
                            ratio: number | null;
                            valid: number;
                            /** @description of the days that no pollutant is left out of; absent where all are */
                            withoutDust?: {
                                good: number;
                                ratio: number | null;
                                valid: number;
                            };
                        };
                        index: number | null;
                        /** @description days on which each was primary */
                        primaryDays: components["schemas"]["PollutantCounts"];
                        /** @description why there is no index */
                        reason?: string;
                        stage?: string;
                        /** @description the rules that are not met stand in the answer of that period */
                        validity: components["schemas"]["BriefValidity"];
                    };
                };
            };
            computedAt: string;
            /** @description means; CO 95th and ozone 90th percentile */
            concentrations: components["schemas"]["PollutantValues"];
            /**
             * @description how far the data of its whole time were checked; absent where some are live. Of audited data late ones are not expected any more: the figure is not `provisional`
             * @enum {string}
             */
            dataState?: "reviewed" | "audited";
            /** @description valid days of each pollutant */
            days: components["schemas"]["PollutantCounts"];
            derivation?: components["schemas"]["Step"][];
            /** @description days of dust that concentrations, index and attainment leave out; good days keep them */
            dust?: {
                days: {
                    /** @description who says so: `/v1/annotations/{id}` */
                    annotations: number[];
                    date: string;
                    /** @description that the day is left out of */
                    pollutants: string[];
                }[];
                /** @description in words */
                note: {
                    en: string;
                    zh: string;
                };
            };
            edition: string;
            /** @description one set for every figure: index and attainment, days and primary pollutants, statistics */
            editions: {
                changedWithin: boolean;
                gb3095: string;
                hj633: string;
                hj663: string;
            };
            evaluation: components["schemas"]["EvaluationState"];
            from: string;
            goodDays: {
                good: number;
                ratio: number | null;
                valid: number;
                /** @description of the days that no pollutant is left out of; absent where all are */
                withoutDust?: {
                    good: number;
                    ratio: number | null;
                    valid: number;
                };
            };
            index: number | null;
            max: number | null;
            method: string;
            /** @description why a term is null */
            missing: components["schemas"]["PollutantReasons"];
            name: {
                en: string;
                zh: string;
            };
            /** @description of the day means, a calendar year only */
            percentiles: components["schemas"]["PollutantValues"];
            period: string;
            primary: string[];
            /** @description days on which each was primary */
            primaryDays: components["schemas"]["PollutantCounts"];
            /** @description true while the time runs, late data are expected (LANBI_PROVISIONAL_HOURS; not of audited data), or not all that is stored is evaluated */
            provisional: boolean;
            /** @description why there is no index */
            reason?: string;
            region?: string;
            revision: number;
            rounding: string;
            stage?: string;
            /** @description every standard that was used */
            standards: {
                edition: string;
                /** @enum {string} */
                stage?: "transition" | "final";
            }[];
            station?: string;
            /** @description of each pollutant */
            terms: components["schemas"]["PollutantValues"];
            to: string;
            validity: components["schemas"]["Validity"];
            weights: string;
        };
        CorrectionRow: {
            /** @description index after */
            aqi_after?: number | null;
            /** @description index before */
            aqi_before?: number | null;
            /** @description late, corrected, judged or registry */
            change?: string[];
            /** @description when it was changed */
            changed_at?: string | null;
            /** @description class after */
            class_after?: ("I" | "II" | "III" | "IV" | "V" | "worse-than-V") | null;
            /** @description class before */
            class_before?: ("I" | "II" | "III" | "IV" | "V" | "worse-than-V") | null;
            /** @description begin of what was changed */
            from?: string | null;
            /** @description aqi.hour, aqi.day, region.aqi.hour, class.sample or another kind */
            kind?: string | null;
            /** @description end of the first reading that caused it */
            reading_to?: string | null;
            /** @description that the change made */
            revision?: number | null;
            /** @description whose readings caused it */
            stations?: string[];
            /** @description station, region or section */
            subject?: string | null;
            /** @description its end */
            to?: string | null;
        };
        Coverage: {
            expected: number;
            observed: number;
            /** @description null where nothing is expected */
            percent: number | null;
        };
        DeadLetter: {
            /** @description when the message reached us */
            at: string;
            /** @description length of the payload */
            bytes: number;
            /**
             * @description base64 when the payload is no UTF-8
             * @enum {string}
             */
            encoding: "utf-8" | "base64";
            id: number;
            /** @description as it came, but for the password of HJ 212, which is masked, and the CRC that follows from it */
            payload: string;
            /** @description their numbers by reason */
            reasons: {
                "duplicate-parameter"?: number;
                "hj212-crc"?: number;
                "hj212-length"?: number;
                "hj212-malformed"?: number;
                "hj212-unsupported"?: number;
                malformed?: number;
                "not-finite"?: number;
                "not-json"?: number;
                "registry-mismatch"?: number;
                "store-rejected"?: number;
                "time-in-future"?: number;
                "time-invalid"?: number;
                "time-too-early"?: number;
                "time-without-offset"?: number;
                "too-large"?: number;
                "too-many-observations"?: number;
                "unknown-parameter"?: number;
                "unknown-station"?: number;
                "unknown-topic"?: number;
                "unknown-unit"?: number;
            };
            /** @description the first 20 */
            refusals: {
                /** @description which observation of an array, from 0 */
                index?: number;
                message: string;
                parameter?: string;
                /** @enum {string} */
                reason: "too-large" | "unknown-topic" | "unknown-station" | "registry-mismatch" | "not-json" | "malformed" | "too-many-observations" | "time-without-offset" | "time-invalid" | "time-too-early" | "time-in-future" | "hj212-malformed" | "hj212-length" | "hj212-crc" | "hj212-unsupported" | "store-rejected" | "unknown-parameter" | "unknown-unit" | "not-finite" | "duplicate-parameter";
            }[];
            /** @description the number of all refusals */
            refused: number;
            /** @description its last replay; after `stored` it is settled */
            replay?: {
                at: string;
                /** @enum {string} */
                outcome: "stored" | "partly" | "refused";
                /** @description their numbers by reason */
                reasons: {
                    "duplicate-parameter"?: number;
                    "hj212-crc"?: number;
                    "hj212-length"?: number;
                    "hj212-malformed"?: number;
                    "hj212-unsupported"?: number;
                    malformed?: number;
                    "not-finite"?: number;
                    "not-json"?: number;
                    "registry-mismatch"?: number;
                    "store-rejected"?: number;
                    "time-in-future"?: number;
                    "time-invalid"?: number;
                    "time-too-early"?: number;
                    "time-without-offset"?: number;
                    "too-large"?: number;
                    "too-many-observations"?: number;
                    "unknown-parameter"?: number;
                    "unknown-station"?: number;
                    "unknown-topic"?: number;
                    "unknown-unit"?: number;
                };
                /** @description the first 20 */
                refusals: {
                    /** @description which observation of an array, from 0 */
                    index?: number;
                    message: string;
                    parameter?: string;
                    /** @enum {string} */
                    reason: "too-large" | "unknown-topic" | "unknown-station" | "registry-mismatch" | "not-json" | "malformed" | "too-many-observations" | "time-without-offset" | "time-invalid" | "time-too-early" | "time-in-future" | "hj212-malformed" | "hj212-length" | "hj212-crc" | "hj212-unsupported" | "store-rejected" | "unknown-parameter" | "unknown-unit" | "not-finite" | "duplicate-parameter";
                }[];
                /** @description the number of all refusals */
                refused: number;
            };
            /**
             * @description `values`: the rest of the message is stored
             * @enum {string}
             */
            scope: "message" | "values";
            /** @description the station id of the topic */
            station?: string;
            /** @description cut in a list where it has more than 256 characters */
            topic: string;
        };
        DeadLetterRow: {
            /** @description when the message reached us */
            at: string;
            /** @description length of the payload */
            bytes: number;
            id: number;
            /** @description their numbers by reason */
            reasons: {
                "duplicate-parameter"?: number;
                "hj212-crc"?: number;
                "hj212-length"?: number;
                "hj212-malformed"?: number;
                "hj212-unsupported"?: number;
                malformed?: number;
                "not-finite"?: number;
                "not-json"?: number;
                "registry-mismatch"?: number;
                "store-rejected"?: number;
                "time-in-future"?: number;
                "time-invalid"?: number;
                "time-too-early"?: number;
                "time-without-offset"?: number;
                "too-large"?: number;
                "too-many-observations"?: number;
                "unknown-parameter"?: number;
                "unknown-station"?: number;
                "unknown-topic"?: number;
                "unknown-unit"?: number;
            };
            /** @description the first 20 */
            refusals: {
                /** @description which observation of an array, from 0 */
                index?: number;
                message: string;
                parameter?: string;
                /** @enum {string} */
                reason: "too-large" | "unknown-topic" | "unknown-station" | "registry-mismatch" | "not-json" | "malformed" | "too-many-observations" | "time-without-offset" | "time-invalid" | "time-too-early" | "time-in-future" | "hj212-malformed" | "hj212-length" | "hj212-crc" | "hj212-unsupported" | "store-rejected" | "unknown-parameter" | "unknown-unit" | "not-finite" | "duplicate-parameter";
            }[];
            /** @description the number of all refusals */
            refused: number;
            /** @description its last replay; after `stored` it is settled */
            replay?: {
                at: string;
                /** @enum {string} */
                outcome: "stored" | "partly" | "refused";
                /** @description their numbers by reason */
                reasons: {
                    "duplicate-parameter"?: number;
                    "hj212-crc"?: number;
                    "hj212-length"?: number;
                    "hj212-malformed"?: number;
                    "hj212-unsupported"?: number;
                    malformed?: number;
                    "not-finite"?: number;
                    "not-json"?: number;
                    "registry-mismatch"?: number;
                    "store-rejected"?: number;
                    "time-in-future"?: number;
                    "time-invalid"?: number;
                    "time-too-early"?: number;
                    "time-without-offset"?: number;
                    "too-large"?: number;
                    "too-many-observations"?: number;
                    "unknown-parameter"?: number;
                    "unknown-station"?: number;
                    "unknown-topic"?: number;
                    "unknown-unit"?: number;
                };
                /** @description the first 20 */
                refusals: {
                    /** @description which observation of an array, from 0 */
                    index?: number;
                    message: string;
                    parameter?: string;
                    /** @enum {string} */
                    reason: "too-large" | "unknown-topic" | "unknown-station" | "registry-mismatch" | "not-json" | "malformed" | "too-many-observations" | "time-without-offset" | "time-invalid" | "time-too-early" | "time-in-future" | "hj212-malformed" | "hj212-length" | "hj212-crc" | "hj212-unsupported" | "store-rejected" | "unknown-parameter" | "unknown-unit" | "not-finite" | "duplicate-parameter";
                }[];
                /** @description the number of all refusals */
                refused: number;
            };
            /**
             * @description `values`: the rest of the message is stored
             * @enum {string}
             */
            scope: "message" | "values";
            /** @description the station id of the topic */
            station?: string;
            /** @description cut in a list where it has more than 256 characters */
            topic: string;
        };
        EvaluationState: {
            /** @description entries of the log of observations that are stored and not evaluated, of all stations; all of them while lost results are rebuilt; 0 where complete */
            behind: number;
            /** @description whether everything stored of the stations in question is evaluated */
            complete: boolean;
            /** @description when the oldest of them was received; null where complete */
            since: string | null;
        };
        ExceedanceRow: {
            /** @description samples, days or months in which it took part */
            evaluated?: number | null;
            /** @description those in which it was beyond the target, else class III */
            exceeded?: number | null;
            /** @description the item */
            item?: string | null;
            /** @description its limit */
            limit?: number | null;
            /** @description such as 2026-07 */
            month?: string | null;
            /** @description largest multiple; none of pH and dissolved oxygen */
            multiple_max?: number | null;
            /** @description mean of the multiples, two decimals */
            multiple_mean?: number | null;
            /** @description id of the section */
            section?: string | null;
            /** @description exceeded of evaluated, per cent, one decimal */
            share?: number | null;
            /** @description the value furthest beyond its limit */
            worst?: number | null;
            /** @description where it was */
            worst_section?: string | null;
            /** @description and when it ended */
            worst_to?: string | null;
        };
        FigureFamily: {
            /** @description names that `figure` of an alert rule may have */
            alertFigures: string[];
            id: string;
            /** @description `observation`, kinds of records and other families that it is computed from */
            inputs: string[];
            /**
             * @description what time a figure is about
             * @enum {string}
             */
            span: "reading" | "sample" | "hour" | "day" | "period";
            subjects: ("station" | "region" | "section" | "river" | "lake" | "area")[];
            tables: {
                columns: {
                    description: string;
                    /** @description shown only where `columns` names it */
                    extra: boolean;
                    name: string;
                    /** @enum {string} */
                    type: "number" | "class" | "time" | "date" | "text" | "list";
                }[];
                name: string;
                /** @description the call that answers it */
                path: string;
            }[];
            title: {
                en: string;
                zh: string;
            };
            /** @description rises when the same records give other numbers */
            version: number;
        };
        Lake: {
            basin?: string;
            id: string;
            inflows: string[];
            lastSeen: string | null;
            name: {
                en: string;
                zh: string;
            };
            sections: string[];
            staleness: components["schemas"]["Staleness"];
        };
        LakePeriodClass: {
            assessment: string;
            change?: {
                /** @description over the sections alone that have a class of the same items in both periods */
                periodBefore: components["schemas"]["ClassComparison"];
                /** @description over the sections alone that have a class of the same items in both periods */
                yearEarlier: components["schemas"]["ClassComparison"];
            };
            class: ("I" | "II" | "III" | "IV" | "V" | "worse-than-V") | null;
            computedAt: string;
            /**
             * @description how far the data of its whole time were checked; absent where some are live. Of audited data late ones are not expected any more: the figure is not `provisional`
             * @enum {string}
             */
            dataState?: "reviewed" | "audited";
            derivation?: components["schemas"]["Step"][];
            determining: string[];
            edition: string;
            evaluation: components["schemas"]["EvaluationState"];
            exceedances: components["schemas"]["WaterExceedance"][];
            from: string;
            items: components["schemas"]["WaterItemClasses"];
            lake: string;
            level: components["schemas"]["WaterLevel"] | null;
            mainItems: components["schemas"]["MainItem"][];
            method: string;
            name: {
                en: string;
                zh: string;
            };
            period: string;
            /** @description true while the time runs, late data are expected (LANBI_PROVISIONAL_HOURS; not of audited data), or not all that is stored is evaluated */
            provisional: boolean;
            reason?: string;
            revision: number;
            sections: string[];
            /** @description every standard that was used */
            standards: {
                edition: string;
                /** @enum {string} */
                stage?: "transition" | "final";
            }[];
            /** @description sections without water or samples on some days: these days are in no mean, class or share, and nothing is expected on them */
            states?: {
                /** @description who says so: `/v1/annotations/{id}` */
                annotation: number;
                /** @description the first day within the period */
                from: string;
                name: {
                    en: string;
                    zh: string;
                };
                section: string;
                /** @enum {string} */
                state: "no-flow" | "frozen" | "dry" | "not-sampled";
                stateName: {
                    en: string;
                    zh: string;
                };
                until: string;
            }[];
            to: string;
            totalNitrogen: ("I" | "II" | "III" | "IV" | "V" | "worse-than-V") | null;
            trophic: components["schemas"]["TrophicIndex"];
            validity: components["schemas"]["Validity"];
            /** @description sections without a value */
            without: string[];
        };
        LakeRow: {
            /** @description when it was stored or last changed */
            changed_at?: string | null;
            /** @description class of the mean of the points */
            class?: ("I" | "II" | "III" | "IV" | "V" | "worse-than-V") | null;
            /** @description how far the data of its whole time were checked: reviewed or audited, null where some are live */
            data_state?: string | null;
            /** @description items that have the class */
            determining?: string[];
            /** @description items beyond the target, else class III */
            exceeding?: string[];
            /** @description begin, at +08:00 */
            from?: string | null;
            /** @description id of the lake */
            lake?: string | null;
            /** @description quality level, such as `good` */
            level?: string | null;
            /** @description month 2016-01, quarter 2016-Q1, half-year 2016-H1, year 2016; of other periods the last day */
            period?: string | null;
            /** @description whether the figure may still change, since late data are expected or not all is evaluated: yes or no */
            provisional?: string | null;
            /** @description why there is no class */
            reason?: string | null;
            /** @description 1, and one more for each correction */
            revision?: number | null;
            /** @description sections with a value */
            sections?: number | null;
            /** @description oligotrophic, mesotrophic, light, moderate or severe */
            state?: string | null;
            /** @description comprehensive trophic index, two decimals */
            tli?: number | null;
            /** @description end, at +08:00 */
            to?: string | null;
            /** @description of the sections together: valid, insufficient or missing */
            validity?: string | null;
            /** @description sections without one */
            without?: string[];
        };
        LakeRowProfile: {
            /** @description hour 00 to 23, weekday 1 to 7 from Monday, month 01 to 12, season, sector of wind or its speed in whole m/s */
            group: string;
            lake: string;
            profile: string;
            tli?: number | null;
            tli_count?: number | null;
            tli_high?: number | null;
            tli_low?: number | null;
        };
        LakeRowRun: {
            from: string;
            lake: string;
            /** @description rows that follow each other */
            length: number;
            /** @description the largest value */
            peak: (number | ("I" | "II" | "III" | "IV" | "V" | "worse-than-V")) | null;
            peak_to: string;
            to: string;
        };
        LakeRowWide: {
            date?: string;
            from?: string;
            to?: string;
        } & {
            [key: string]: (number | ("I" | "II" | "III" | "IV" | "V" | "worse-than-V")) | null;
        };
        LatestAirRegion: {
            aqi?: number | null;
            /** @description whether everything stored of its stations is evaluated */
            complete?: boolean;
            computedAt?: string | null;
            /** @description one-hour means, rounded as they are published */
            concentrations?: components["schemas"]["PollutantValues"];
            /** @description evaluation points */
            coverage?: {
                co?: components["schemas"]["Coverage"];
                no2?: components["schemas"]["Coverage"];
                o3?: components["schemas"]["Coverage"];
                pm2_5?: components["schemas"]["Coverage"];
                pm10?: components["schemas"]["Coverage"];
                so2?: components["schemas"]["Coverage"];
            };
            /**
             * @description how far the data of its whole time were checked; absent where some are live. Of audited data late ones are not expected any more: the figure is not `provisional`
             * @enum {string}
             */
            dataState?: "reviewed" | "audited";
            /** @description where it is not that of `meta`; in a table always */
            edition?: string;
            /** @description begin of the hour */
            from?: string | null;
            id?: string;
            kind?: string;
            /** @description of `meta.categories` */
            level?: number | null;
            location?: {
                lat: number;
                lon: number;
            } | null;
            method?: string;
            /** @description why a sub-index is null */
            missing?: components["schemas"]["PollutantReasons"];
            name?: {
                en: string;
                zh: string;
            };
            parent?: string;
            primary?: string[];
            /** @description null where there is no figure */
            provisional?: boolean | null;
            /** @description why there is no index */
            reason?: string;
            /** @description the region it is in and all above it, nearest first */
            regions?: string[];
            revision?: number | null;
            staleness?: {
                /** @description end of the last period that was reported */
                lastSeen: string | null;
                /** @enum {string} */
                reason: "in-time" | "overdue" | "behind" | "no-message-yet" | "no-station" | "not-begun" | "closed" | "not-registered";
                since: string;
                /** @enum {string} */
                state: "live" | "late" | "silent" | "never-seen" | "out-of-service";
            };
            /** @description every standard that was used */
            standards?: {
                edition: string;
                /** @enum {string} */
                stage?: "transition" | "final";
            }[];
            subIndices?: components["schemas"]["PollutantValues"];
            to?: string | null;
            validity?: components["schemas"]["Validity"];
        };
        LatestAirStation: {
            aqi?: number | null;
            /** @description whether everything stored of its stations is evaluated */
            complete?: boolean;
            computedAt?: string | null;
            /** @description one-hour means, rounded as they are published */
            concentrations?: components["schemas"]["PollutantValues"];
            /**
             * @description how far the data of its whole time were checked; absent where some are live. Of audited data late ones are not expected any more: the figure is not `provisional`
             * @enum {string}
             */
            dataState?: "reviewed" | "audited";
            /** @description where it is not that of `meta`; in a table always */
            edition?: string;
            /** @description begin of the hour */
            from?: string | null;
            id?: string;
            /** @description of `meta.categories` */
            level?: number | null;
            location?: {
                lat: number;
                lon: number;
            } | null;
            method?: string;
            /** @description why a sub-index is null */
            missing?: components["schemas"]["PollutantReasons"];
            name?: {
                en: string;
                zh: string;
            };
            primary?: string[];
            /** @description null where there is no figure */
            provisional?: boolean | null;
            /** @description why there is no index */
            reason?: string;
            region?: string;
            /** @description the region it is in and all above it, nearest first */
            regions?: string[];
            revision?: number | null;
            role?: string;
            staleness?: {
                /** @description end of the last period that was reported */
                lastSeen: string | null;
                /** @enum {string} */
                reason: "in-time" | "overdue" | "behind" | "no-message-yet" | "no-station" | "not-begun" | "closed" | "not-registered";
                since: string;
                /** @enum {string} */
                state: "live" | "late" | "silent" | "never-seen" | "out-of-service";
            };
            /** @description every standard that was used */
            standards?: {
                edition: string;
                /** @enum {string} */
                stage?: "transition" | "final";
            }[];
            subIndices?: components["schemas"]["PollutantValues"];
            to?: string | null;
            validity?: components["schemas"]["Validity"];
        };
        LatestObservation: {
            ageSeconds: number;
            /** @description `N` is normal; `L` is below the detection limit: half of the limit enters calculations */
            flag: string;
            from: string;
            /**
             * @description the station is not in service on the day by the registry: the value counts to no place
             * @enum {string}
             */
            outOfService?: "before-from" | "after-until";
            parameter: string;
            /** @description seconds covered; 0 for an instant sample */
            period: number;
            revision: number;
            /** @description rules of data quality that found the value suspect */
            suspect?: string[];
            to: string;
            /** @description end of the sampling period */
            ts: string;
            unit: string;
            validity: {
                /** @enum {string} */
                kind: "valid" | "invalid";
                reason?: string;
            };
            /** @description as sent, in `unit` */
            value: number;
        };
        LatestSection: {
            class?: ("I" | "II" | "III" | "IV" | "V" | "worse-than-V") | null;
            /** @description whether everything stored of its stations is evaluated */
            complete?: boolean;
            computedAt?: string | null;
            control?: string;
            /**
             * @description how far the data of its whole time were checked; absent where some are live. Of audited data late ones are not expected any more: the figure is not `provisional`
             * @enum {string}
             */
            dataState?: "reviewed" | "audited";
            /** @description the items that have the class of the section */
            determining?: string[];
            /** @description where it is not that of `meta`; in a table always */
            edition?: string;
            /** @description against the target, or class III where there is none */
            exceedances?: {
                item: string;
                limit: number;
                /** @description (value - limit) / limit; null for pH and dissolved oxygen */
                multiple: number | null;
                value: number;
            }[];
            id?: string;
            items?: {
                as?: {
                    class: ("I" | "II" | "III" | "IV" | "V" | "worse-than-V") | null;
                    /** @description why there is no class */
                    reason?: string;
                    /** @description rounded as hourly values are */
                    value: number | null;
                };
                bod5?: {
                    class: ("I" | "II" | "III" | "IV" | "V" | "worse-than-V") | null;
                    /** @description why there is no class */
                    reason?: string;
                    /** @description rounded as hourly values are */
                    value: number | null;
                };
                cd?: {
                    class: ("I" | "II" | "III" | "IV" | "V" | "worse-than-V") | null;
                    /** @description why there is no class */
                    reason?: string;
                    /** @description rounded as hourly values are */
                    value: number | null;
                };
                cod?: {
                    class: ("I" | "II" | "III" | "IV" | "V" | "worse-than-V") | null;
                    /** @description why there is no class */
                    reason?: string;
                    /** @description rounded as hourly values are */
                    value: number | null;
                };
                codmn?: {
                    class: ("I" | "II" | "III" | "IV" | "V" | "worse-than-V") | null;
                    /** @description why there is no class */
                    reason?: string;
                    /** @description rounded as hourly values are */
                    value: number | null;
                };
                cr6?: {
                    class: ("I" | "II" | "III" | "IV" | "V" | "worse-than-V") | null;
                    /** @description why there is no class */
                    reason?: string;
                    /** @description rounded as hourly values are */
                    value: number | null;
                };
                cu?: {
                    class: ("I" | "II" | "III" | "IV" | "V" | "worse-than-V") | null;
                    /** @description why there is no class */
                    reason?: string;
                    /** @description rounded as hourly values are */
                    value: number | null;
                };
                cyanide?: {
                    class: ("I" | "II" | "III" | "IV" | "V" | "worse-than-V") | null;
                    /** @description why there is no class */
                    reason?: string;
                    /** @description rounded as hourly values are */
                    value: number | null;
                };
                do?: {
                    class: ("I" | "II" | "III" | "IV" | "V" | "worse-than-V") | null;
                    /** @description why there is no class */
                    reason?: string;
                    /** @description rounded as hourly values are */
                    value: number | null;
                };
                fecal_coliform?: {
                    class: ("I" | "II" | "III" | "IV" | "V" | "worse-than-V") | null;
                    /** @description why there is no class */
                    reason?: string;
                    /** @description rounded as hourly values are */
                    value: number | null;
                };
                fluoride?: {
                    class: ("I" | "II" | "III" | "IV" | "V" | "worse-than-V") | null;
                    /** @description why there is no class */
                    reason?: string;
                    /** @description rounded as hourly values are */
                    value: number | null;
                };
                hg?: {
                    class: ("I" | "II" | "III" | "IV" | "V" | "worse-than-V") | null;
                    /** @description why there is no class */
                    reason?: string;
                    /** @description rounded as hourly values are */
                    value: number | null;
                };
                las?: {
                    class: ("I" | "II" | "III" | "IV" | "V" | "worse-than-V") | null;
                    /** @description why there is no class */
                    reason?: string;
                    /** @description rounded as hourly values are */
                    value: number | null;
                };
                nh3n?: {
                    class: ("I" | "II" | "III" | "IV" | "V" | "worse-than-V") | null;
                    /** @description why there is no class */
                    reason?: string;
                    /** @description rounded as hourly values are */
                    value: number | null;
                };
                pb?: {
                    class: ("I" | "II" | "III" | "IV" | "V" | "worse-than-V") | null;
                    /** @description why there is no class */
                    reason?: string;
                    /** @description rounded as hourly values are */
                    value: number | null;
                };
                petroleum?: {
                    class: ("I" | "II" | "III" | "IV" | "V" | "worse-than-V") | null;
                    /** @description why there is no class */
                    reason?: string;
                    /** @description rounded as hourly values are */
                    value: number | null;
                };
                ph?: {
                    class: ("I" | "II" | "III" | "IV" | "V" | "worse-than-V") | null;
                    /** @description why there is no class */
                    reason?: string;
                    /** @description rounded as hourly values are */
                    value: number | null;
                };
                se?: {
                    class: ("I" | "II" | "III" | "IV" | "V" | "worse-than-V") | null;
                    /** @description why there is no class */
                    reason?: string;
                    /** @description rounded as hourly values are */
                    value: number | null;
                };
                sulfide?: {
                    class: ("I" | "II" | "III" | "IV" | "V" | "worse-than-V") | null;
                    /** @description why there is no class */
                    reason?: string;
                    /** @description rounded as hourly values are */
                    value: number | null;
                };
                tn?: {
                    class: ("I" | "II" | "III" | "IV" | "V" | "worse-than-V") | null;
                    /** @description why there is no class */
                    reason?: string;
                    /** @description rounded as hourly values are */
                    value: number | null;
                };
                tp?: {
                    class: ("I" | "II" | "III" | "IV" | "V" | "worse-than-V") | null;
                    /** @description why there is no class */
                    reason?: string;
                    /** @description rounded as hourly values are */
                    value: number | null;
                };
                volatile_phenol?: {
                    class: ("I" | "II" | "III" | "IV" | "V" | "worse-than-V") | null;
                    /** @description why there is no class */
                    reason?: string;
                    /** @description rounded as hourly values are */
                    value: number | null;
                };
                water_temperature?: {
                    class: ("I" | "II" | "III" | "IV" | "V" | "worse-than-V") | null;
                    /** @description why there is no class */
                    reason?: string;
                    /** @description rounded as hourly values are */
                    value: number | null;
                };
                zn?: {
                    class: ("I" | "II" | "III" | "IV" | "V" | "worse-than-V") | null;
                    /** @description why there is no class */
                    reason?: string;
                    /** @description rounded as hourly values are */
                    value: number | null;
                };
            };
            /** @description along the river, rising downstream */
            km?: number;
            lake?: string;
            location?: {
                lat: number;
                lon: number;
            } | null;
            method?: string;
            name?: {
                en: string;
                zh: string;
            };
            /** @description null where there is no figure */
            provisional?: boolean | null;
            /** @description why there is no class */
            reason?: string;
            region?: string;
            /** @description the region it is in and all above it, nearest first */
            regions?: string[];
            revision?: number | null;
            river?: string;
            /** @description why the section has no class today; the class is that of the last sample. Absent where nothing is annotated */
            sectionState?: {
                /** @description who says so: `/v1/annotations/{id}` */
                annotation: number;
                from: string;
                /** @enum {string} */
                state: "no-flow" | "frozen" | "dry" | "not-sampled";
                stateName: {
                    en: string;
                    zh: string;
                };
                /** @description the last day */
                until: string;
            };
            staleness?: {
                /** @description end of the last period that was reported */
                lastSeen: string | null;
                /** @enum {string} */
                reason: "in-time" | "overdue" | "behind" | "no-message-yet" | "no-station" | "not-begun" | "closed" | "not-registered";
                since: string;
                /** @enum {string} */
                state: "live" | "late" | "silent" | "never-seen" | "out-of-service";
            };
            /** @description every standard that was used */
            standards?: {
                edition: string;
                /** @enum {string} */
                stage?: "transition" | "final";
            }[];
            stations?: string[];
            target?: ("I" | "II" | "III" | "IV" | "V" | "worse-than-V") | null;
            /** @description the sampling time */
            ts?: string | null;
            validity?: components["schemas"]["Validity"];
            /** @enum {string} */
            waterBody?: "river" | "lake";
        };
        MainItem: {
            /** @enum {string} */
            class: "I" | "II" | "III" | "IV" | "V" | "worse-than-V";
            /** @enum {string} */
            item: "water_temperature" | "ph" | "do" | "codmn" | "cod" | "bod5" | "nh3n" | "tp" | "tn" | "cu" | "zn" | "fluoride" | "se" | "as" | "hg" | "cd" | "cr6" | "pb" | "cyanide" | "volatile_phenol" | "petroleum" | "las" | "sulfide" | "fecal_coliform";
            /** @description (C - S) / S; null for pH and dissolved oxygen */
            multiple: number | null;
            multipleMissing?: string;
            text: {
                en: string;
                zh: string;
            };
        };
        Observation: {
            /** @description `N` is normal; `L` is below the detection limit: half of the limit enters calculations */
            flag: string;
            from: string;
            /**
             * @description the station is not in service on the day by the registry: the value counts to no place
             * @enum {string}
             */
            outOfService?: "before-from" | "after-until";
            parameter: string;
            /** @description seconds covered; 0 for an instant sample */
            period: number;
            revision: number;
            /** @description rules of data quality that found the value suspect */
            suspect?: string[];
            to: string;
            /** @description end of the sampling period */
            ts: string;
            unit: string;
            validity: {
                /** @enum {string} */
                kind: "valid" | "invalid";
                reason?: string;
            };
            /** @description as sent, in `unit` */
            value: number;
        };
        ObservedMean: {
            computedAt: string;
            coverage: components["schemas"]["Coverage"];
            /**
             * @description how far the data of its whole time were checked; absent where some are live. Of audited data late ones are not expected any more: the figure is not `provisional`
             * @enum {string}
             */
            dataState?: "reviewed" | "audited";
            derivation?: components["schemas"]["Step"][];
            /** @description the edition whose rule of validity was used; null where no standard has one */
            edition: string | null;
            evaluation: components["schemas"]["EvaluationState"];
            from: string;
            /** @enum {string} */
            interval: "hour" | "day";
            parameter: string;
            /** @description true while the time runs, late data are expected (LANBI_PROVISIONAL_HOURS; not of audited data), or not all that is stored is evaluated */
            provisional: boolean;
            /** @description why there is no value */
            reason?: string;
            revision: number;
            stage?: string;
            /** @description every standard that was used */
            standards: {
                edition: string;
                /** @enum {string} */
                stage?: "transition" | "final";
            }[];
            /**
             * @description `max8h`: a day of ozone is its largest 8 h mean; `direction`: of the unit vectors; `ions`: pH of the mean of the hydrogen ions
             * @enum {string}
             */
            statistic: "mean" | "max8h" | "direction" | "ions";
            to: string;
            /** @description end of the hour or day */
            ts: string;
            unit: string;
            validity: components["schemas"]["Validity"];
            value: number | null;
        };
        ObservedMeanRow: {
            computedAt?: string;
            coverage?: components["schemas"]["Coverage"];
            /**
             * @description how far the data of its whole time were checked; absent where some are live. Of audited data late ones are not expected any more: the figure is not `provisional`
             * @enum {string}
             */
            dataState?: "reviewed" | "audited";
            derivation?: components["schemas"]["Step"][];
            /** @description the edition whose rule of validity was used; null where no standard has one */
            edition?: string | null;
            evaluation?: components["schemas"]["EvaluationState"];
            from?: string;
            /** @enum {string} */
            interval?: "hour" | "day";
            parameter?: string;
            /** @description true while the time runs, late data are expected (LANBI_PROVISIONAL_HOURS; not of audited data), or not all that is stored is evaluated */
            provisional?: boolean;
            /** @description why there is no value */
            reason?: string;
            revision?: number;
            stage?: string;
            /** @description every standard that was used */
            standards?: {
                edition: string;
                /** @enum {string} */
                stage?: "transition" | "final";
            }[];
            /**
             * @description `max8h`: a day of ozone is its largest 8 h mean; `direction`: of the unit vectors; `ions`: pH of the mean of the hydrogen ions
             * @enum {string}
             */
            statistic?: "mean" | "max8h" | "direction" | "ions";
            to?: string;
            /** @description end of the hour or day */
            ts?: string;
            unit?: string;
            validity?: components["schemas"]["Validity"];
            value?: number | null;
        };
        Parameter: {
            /** @description factor codes of HJ 212 */
            aliases: string[];
            code: string;
            /** @enum {string} */
            medium: "air" | "water";
            name: {
                en: string;
                zh: string;
            };
            /** @description outside it a reading is kept as invalid */
            range: {
                max: number;
                min: number;
            };
            /** @description canonical unit; empty for pH */
            unit: string;
        };
        PollutantCounts: {
            co?: number;
            no2?: number;
            o3?: number;
            pm2_5?: number;
            pm10?: number;
            so2?: number;
        };
        PollutantReasons: {
            co?: string;
            no2?: string;
            o3?: string;
            pm2_5?: string;
            pm10?: string;
            so2?: string;
        };
        PollutantValues: {
            co?: number | null;
            no2?: number | null;
            o3?: number | null;
            pm2_5?: number | null;
            pm10?: number | null;
            so2?: number | null;
        };
        /** @description RFC 9457; the types are in docs/errors.md */
        Problem: {
            detail: string;
            errors?: {
                field: string;
                message: string;
            }[];
            instance: string;
            requestId?: string;
            status: number;
            title: string;
            /** @enum {string} */
            type: "https://lanbi.dev/problems/bad-request" | "https://lanbi.dev/problems/bad-time" | "https://lanbi.dev/problems/bad-cursor" | "https://lanbi.dev/problems/unknown-edition" | "https://lanbi.dev/problems/not-available" | "https://lanbi.dev/problems/unauthorized" | "https://lanbi.dev/problems/forbidden" | "https://lanbi.dev/problems/not-found" | "https://lanbi.dev/problems/no-data" | "https://lanbi.dev/problems/method-not-allowed" | "https://lanbi.dev/problems/not-acceptable" | "https://lanbi.dev/problems/request-timeout" | "https://lanbi.dev/problems/conflict" | "https://lanbi.dev/problems/payload-too-large" | "https://lanbi.dev/problems/uri-too-long" | "https://lanbi.dev/problems/unsupported-media-type" | "https://lanbi.dev/problems/too-many-requests" | "https://lanbi.dev/problems/too-many-under-way" | "https://lanbi.dev/problems/headers-too-large" | "https://lanbi.dev/problems/internal-error" | "https://lanbi.dev/problems/unavailable";
        };
        PublishedBulletin: {
            /** @description name of the API key that it came with */
            author?: string;
            by?: string;
            /** @description another one whenever a figure is */
            dataVersion: string;
            /** @description 1 for the first; one more for each correction */
            edition: number;
            /** @description as `GET /v1/bulletins/{period}` answered when it was published, whatever came after */
            figures: unknown;
            /** @description the number of the last edition of the same period and region */
            latest: string;
            /** @description period, region and edition: 2026-09-baoding-1 */
            number: string;
            period: string;
            publishedAt: string;
            /** @description why it takes the place of an earlier edition */
            reason?: string;
            /** @description absent where it is about everything */
            region?: string;
            title: {
                en: string;
                zh: string;
            };
        };
        PublishedBulletinRow: {
            /** @description name of the API key that it came with */
            author?: string;
            by?: string;
            /** @description another one whenever a figure is */
            dataVersion: string;
            /** @description 1 for the first; one more for each correction */
            edition: number;
            /** @description period, region and edition: 2026-09-baoding-1 */
            number: string;
            period: string;
            publishedAt: string;
            /** @description why it takes the place of an earlier edition */
            reason?: string;
            /** @description absent where it is about everything */
            region?: string;
            title: {
                en: string;
                zh: string;
            };
        };
        Recomputation: {
            /** @description the same index, level and primary pollutants, or class and main items; another detail, such as inputs */
            alike: number;
            /** @description same + alike + differing + notStored */
            compared: number;
            differences: {
                from: string;
                kind: string;
                recomputed: {
                    aqi?: number | null;
                    class?: ("I" | "II" | "III" | "IV" | "V" | "worse-than-V") | null;
                    edition?: string;
                    index?: number | null;
                    level?: number | null;
                    /** @description main pollution items */
                    main?: string[];
                    method?: string;
                    primary?: string[];
                    /** @description why there is no index */
                    reason?: string;
                    terms?: components["schemas"]["PollutantValues"];
                };
                stored: {
                    aqi?: number | null;
                    class?: ("I" | "II" | "III" | "IV" | "V" | "worse-than-V") | null;
                    edition?: string;
                    index?: number | null;
                    level?: number | null;
                    /** @description main pollution items */
                    main?: string[];
                    method?: string;
                    primary?: string[];
                    /** @description why there is no index */
                    reason?: string;
                    terms?: components["schemas"]["PollutantValues"];
                } | null;
                subject: string;
                to: string;
            }[];
            /** @description another index, level or primary pollutant, another class or main item */
            differing: number;
            /** @description nothing is stored to compare with */
            notStored: number;
            /** @description equal in every part */
            same: number;
        };
        Region: {
            id: string;
            kind: string;
            lastSeen: string | null;
            /** @description WGS 84, degrees */
            location?: {
                lat: number;
                lon: number;
            };
            name: {
                en: string;
                zh: string;
            };
            parent?: string;
            staleness: components["schemas"]["Staleness"];
            /** @description what the air of each year is to come to; `/v1/air/regions/{id}/targets` says what is left */
            targets?: {
                co?: number;
                composite_index?: number;
                good_day_ratio?: number;
                good_days?: number;
                no2?: number;
                o3?: number;
                pm2_5?: number;
                pm10?: number;
                so2?: number;
                year: string;
            }[];
        };
        ResultChange: {
            after: {
                [key: string]: unknown;
            };
            before: {
                [key: string]: unknown;
            } | null;
            causes: {
                /** @enum {string} */
                change: "late" | "corrected" | "judged" | "registry";
                period: number;
                /** @description of the observation in the log, to compare with others for equality */
                position: string;
                station: string;
                ts: string;
            }[];
            changedAt: string;
            from: string;
            id: number;
            kind: string;
            revision: number;
            subject: string;
            to: string;
        };
        River: {
            basin?: string;
            id: string;
            inflowOf?: string;
            lastSeen: string | null;
            name: {
                en: string;
                zh: string;
            };
            sections: string[];
            staleness: components["schemas"]["Staleness"];
        };
        RiverPeriodClass: {
            assessment: string;
            /**
             * @description below five sections by the mean, else by proportion; `counted` says of which
             * @enum {string}
             */
            basis: "mean" | "proportion" | "mixed";
            change?: {
                /** @description over the sections alone that have a class of the same items in both periods */
                periodBefore: components["schemas"]["ClassComparison"];
                /** @description over the sections alone that have a class of the same items in both periods */
                yearEarlier: components["schemas"]["ClassComparison"];
            };
            class: ("I" | "II" | "III" | "IV" | "V" | "worse-than-V") | null;
            computedAt: string;
            /** @description sections that are registered and that have a class, and which of both numbers chose the basis */
            counted: {
                /** @enum {string} */
                by: "registered" | "reporting";
                registered: number;
                reporting: number;
            };
            /**
             * @description how far the data of its whole time were checked; absent where some are live. Of audited data late ones are not expected any more: the figure is not `provisional`
             * @enum {string}
             */
            dataState?: "reviewed" | "audited";
            derivation?: components["schemas"]["Step"][];
            edition: string;
            evaluation: components["schemas"]["EvaluationState"];
            from: string;
            level: components["schemas"]["WaterLevel"] | null;
            mainItems: (components["schemas"]["MainItem"] | {
                /** @enum {string} */
                item: "water_temperature" | "ph" | "do" | "codmn" | "cod" | "bod5" | "nh3n" | "tp" | "tn" | "cu" | "zn" | "fluoride" | "se" | "as" | "hg" | "cd" | "cr6" | "pb" | "cyanide" | "volatile_phenol" | "petroleum" | "las" | "sulfide" | "fecal_coliform";
                /** @description in which the item is beyond class III */
                sections: number;
                /** @description per cent of all sections with a class */
                share: number | null;
                shareMissing?: string;
            })[];
            mean?: {
                /** @enum {string} */
                against: "I" | "II" | "III" | "IV" | "V" | "worse-than-V";
                class: ("I" | "II" | "III" | "IV" | "V" | "worse-than-V") | null;
                determining: string[];
                edition: string;
                exceedances: components["schemas"]["WaterExceedance"][];
                items: components["schemas"]["WaterItemClasses"];
                level: components["schemas"]["WaterLevel"] | null;
                method: string;
                options: {
                    items?: ("water_temperature" | "ph" | "do" | "codmn" | "cod" | "bod5" | "nh3n" | "tp" | "tn" | "cu" | "zn" | "fluoride" | "se" | "as" | "hg" | "cd" | "cr6" | "pb" | "cyanide" | "volatile_phenol" | "petroleum" | "las" | "sulfide" | "fecal_coliform")[];
                    /** @enum {string} */
                    rounding: "none" | "hour" | "assessment";
                    saturationRelief: boolean;
                    totalNitrogen: boolean;
                };
                /** @description why there is no class */
                reason?: string;
                /** @enum {string} */
                waterBody: "river" | "lake";
            };
            method: string;
            name: {
                en: string;
                zh: string;
            };
            period: string;
            /** @description true while the time runs, late data are expected (LANBI_PROVISIONAL_HOURS; not of audited data), or not all that is stored is evaluated */
            provisional: boolean;
            reason?: string;
            revision: number;
            river: string;
            /** @description the class of each section by its id */
            sections: {
                [key: string]: ("I" | "II" | "III" | "IV" | "V" | "worse-than-V") | null;
            };
            shares: components["schemas"]["AreaShares"];
            /** @description every standard that was used */
            standards: {
                edition: string;
                /** @enum {string} */
                stage?: "transition" | "final";
            }[];
            /** @description sections without water or samples on some days: these days are in no mean, class or share, and nothing is expected on them */
            states?: {
                /** @description who says so: `/v1/annotations/{id}` */
                annotation: number;
                /** @description the first day within the period */
                from: string;
                name: {
                    en: string;
                    zh: string;
                };
                section: string;
                /** @enum {string} */
                state: "no-flow" | "frozen" | "dry" | "not-sampled";
                stateName: {
                    en: string;
                    zh: string;
                };
                until: string;
            }[];
            to: string;
            validity: components["schemas"]["Validity"];
        };
        RiverRow: {
            /** @description of the sections with a target those that meet it, per cent */
            attainment?: number | null;
            /** @description mean, proportion or mixed */
            basis?: string | null;
            /** @description when it was stored or last changed */
            changed_at?: string | null;
            /** @description by the mean of the sections; none by proportion */
            class?: ("I" | "II" | "III" | "IV" | "V" | "worse-than-V") | null;
            /** @description how far the data of its whole time were checked: reviewed or audited, null where some are live */
            data_state?: string | null;
            /** @description begin, at +08:00 */
            from?: string | null;
            /** @description sections of class I to III, per cent */
            good?: number | null;
            /** @description quality level, such as `good` */
            level?: string | null;
            /** @description main pollution items */
            main_items?: string[];
            /** @description month 2016-01, quarter 2016-Q1, half-year 2016-H1, year 2016; of other periods the last day */
            period?: string | null;
            /** @description whether the figure may still change, since late data are expected or not all is evaluated: yes or no */
            provisional?: string | null;
            /** @description why there is no class */
            reason?: string | null;
            /** @description 1, and one more for each correction */
            revision?: number | null;
            /** @description id of the river */
            river?: string | null;
            /** @description sections with a class */
            sections?: number | null;
            /** @description sections of class I, per cent */
            share_I?: number | null;
            /** @description sections of class II, per cent */
            share_II?: number | null;
            /** @description sections of class III, per cent */
            share_III?: number | null;
            /** @description sections of class IV, per cent */
            share_IV?: number | null;
            /** @description sections of class V, per cent */
            share_V?: number | null;
            /** @description sections of class worse-than-V, per cent */
            share_worse_than_V?: number | null;
            /** @description end, at +08:00 */
            to?: string | null;
            /** @description of the sections together: valid, insufficient or missing */
            validity?: string | null;
            /** @description sections without one */
            without_class?: number | null;
            /** @description sections worse than class V, per cent */
            worse?: number | null;
        };
        RiverRowProfile: {
            attainment?: number | null;
            attainment_count?: number | null;
            attainment_high?: number | null;
            attainment_low?: number | null;
            good?: number | null;
            good_count?: number | null;
            good_high?: number | null;
            good_low?: number | null;
            /** @description hour 00 to 23, weekday 1 to 7 from Monday, month 01 to 12, season, sector of wind or its speed in whole m/s */
            group: string;
            profile: string;
            river: string;
            worse?: number | null;
            worse_count?: number | null;
            worse_high?: number | null;
            worse_low?: number | null;
        };
        RiverRowRun: {
            from: string;
            /** @description rows that follow each other */
            length: number;
            /** @description the largest value */
            peak: (number | ("I" | "II" | "III" | "IV" | "V" | "worse-than-V")) | null;
            peak_to: string;
            river: string;
            to: string;
        };
        RiverRowWide: {
            date?: string;
            from?: string;
            to?: string;
        } & {
            [key: string]: (number | ("I" | "II" | "III" | "IV" | "V" | "worse-than-V")) | null;
        };
        Section: {
            control?: string;
            /** @description first day in service */
            from?: string;
            id: string;
            /** @description along the river, rising downstream */
            km?: number;
            lake?: string;
            lakes?: {
                from?: string;
                is: string;
                until?: string;
            }[];
            lastSeen: string | null;
            /** @description WGS 84, degrees */
            location?: {
                lat: number;
                lon: number;
            };
            name: {
                en: string;
                zh: string;
            };
            region: string;
            river?: string;
            rivers?: {
                from?: string;
                is: string;
                until?: string;
            }[];
            staleness: components["schemas"]["Staleness"];
            stations: string[];
            target?: string;
            targets?: {
                from?: string;
                is: string;
                until?: string;
            }[];
            /** @description last day in service */
            until?: string;
            /** @enum {string} */
            waterBody: "river" | "lake";
        };
        SectionClass: {
            class: ("I" | "II" | "III" | "IV" | "V" | "worse-than-V") | null;
            computedAt: string;
            /**
             * @description how far the data of its whole time were checked; absent where some are live. Of audited data late ones are not expected any more: the figure is not `provisional`
             * @enum {string}
             */
            dataState?: "reviewed" | "audited";
            derivation?: components["schemas"]["Step"][];
            determining: string[];
            edition: string;
            evaluation: components["schemas"]["EvaluationState"];
            exceedances: components["schemas"]["WaterExceedance"][];
            from: string;
            items: components["schemas"]["WaterItemClasses"];
            level: components["schemas"]["WaterLevel"] | null;
            method: string;
            name: {
                en: string;
                zh: string;
            };
            /** @description true while the time runs, late data are expected (LANBI_PROVISIONAL_HOURS; not of audited data), or not all that is stored is evaluated */
            provisional: boolean;
            /** @description why there is no class */
            reason?: string;
            revision: number;
            section: string;
            /** @description every standard that was used */
            standards: {
                edition: string;
                /** @enum {string} */
                stage?: "transition" | "final";
            }[];
            stations: string[];
            target: string | null;
            to: string;
            ts: string;
            validity: components["schemas"]["Validity"];
        };
        SectionClassRow: {
            assessment?: string;
            change?: {
                /** @description over the sections alone that have a class of the same items in both periods */
                periodBefore: components["schemas"]["ClassComparison"];
                /** @description over the sections alone that have a class of the same items in both periods */
                yearEarlier: components["schemas"]["ClassComparison"];
            };
            class?: ("I" | "II" | "III" | "IV" | "V" | "worse-than-V") | null;
            computedAt?: string;
            /**
             * @description what `counts` counts
             * @enum {string}
             */
            counted?: "results" | "months";
            counts?: components["schemas"]["WaterCounts"];
            /**
             * @description how far the data of its whole time were checked; absent where some are live. Of audited data late ones are not expected any more: the figure is not `provisional`
             * @enum {string}
             */
            dataState?: "reviewed" | "audited";
            days?: number;
            derivation?: components["schemas"]["Step"][];
            determining?: string[];
            edition?: string;
            evaluation?: components["schemas"]["EvaluationState"];
            exceedances?: components["schemas"]["WaterExceedance"][];
            from?: string;
            /** @description with `evaluated` where it is false */
            items?: {
                as?: components["schemas"]["WaterItemRow"];
                bod5?: components["schemas"]["WaterItemRow"];
                cd?: components["schemas"]["WaterItemRow"];
                cod?: components["schemas"]["WaterItemRow"];
                codmn?: components["schemas"]["WaterItemRow"];
                cr6?: components["schemas"]["WaterItemRow"];
                cu?: components["schemas"]["WaterItemRow"];
                cyanide?: components["schemas"]["WaterItemRow"];
                do?: components["schemas"]["WaterItemRow"];
                fecal_coliform?: components["schemas"]["WaterItemRow"];
                fluoride?: components["schemas"]["WaterItemRow"];
                hg?: components["schemas"]["WaterItemRow"];
                las?: components["schemas"]["WaterItemRow"];
                nh3n?: components["schemas"]["WaterItemRow"];
                pb?: components["schemas"]["WaterItemRow"];
                petroleum?: components["schemas"]["WaterItemRow"];
                ph?: components["schemas"]["WaterItemRow"];
                se?: components["schemas"]["WaterItemRow"];
                sulfide?: components["schemas"]["WaterItemRow"];
                tn?: components["schemas"]["WaterItemRow"];
                tp?: components["schemas"]["WaterItemRow"];
                volatile_phenol?: components["schemas"]["WaterItemRow"];
                water_temperature?: components["schemas"]["WaterItemRow"];
                zn?: components["schemas"]["WaterItemRow"];
            };
            level?: components["schemas"]["WaterLevel"] | null;
            mainItems?: components["schemas"]["MainItem"][];
            meetsTarget?: boolean | null;
            method?: string;
            missing?: components["schemas"]["WaterReasons"];
            name?: {
                en: string;
                zh: string;
            };
            options?: {
                items?: ("water_temperature" | "ph" | "do" | "codmn" | "cod" | "bod5" | "nh3n" | "tp" | "tn" | "cu" | "zn" | "fluoride" | "se" | "as" | "hg" | "cd" | "cr6" | "pb" | "cyanide" | "volatile_phenol" | "petroleum" | "las" | "sulfide" | "fecal_coliform")[];
                /** @enum {string} */
                rounding: "none" | "hour" | "assessment";
                saturationRelief: boolean;
                totalNitrogen: boolean;
            };
            period?: string;
            /** @description true while the time runs, late data are expected (LANBI_PROVISIONAL_HOURS; not of audited data), or not all that is stored is evaluated */
            provisional?: boolean;
            /** @description why there is no class */
            reason?: string;
            revision?: number;
            samples?: number;
            section?: string;
            /** @description every standard that was used */
            standards?: {
                edition: string;
                /** @enum {string} */
                stage?: "transition" | "final";
            }[];
            /** @description sections without water or samples on some days: these days are in no mean, class or share, and nothing is expected on them */
            states?: {
                /** @description who says so: `/v1/annotations/{id}` */
                annotation: number;
                /** @description the first day within the period */
                from: string;
                name: {
                    en: string;
                    zh: string;
                };
                section: string;
                /** @enum {string} */
                state: "no-flow" | "frozen" | "dry" | "not-sampled";
                stateName: {
                    en: string;
                    zh: string;
                };
                until: string;
            }[];
            stations?: string[];
            target?: string | null;
            to?: string;
            ts?: string;
            validity?: components["schemas"]["Validity"];
            /** @description means; mg/L unless the parameter has another unit */
            values?: components["schemas"]["WaterValues"];
        };
        SectionPeriodClass: {
            assessment: string;
            change?: {
                /** @description over the sections alone that have a class of the same items in both periods */
                periodBefore: components["schemas"]["ClassComparison"];
                /** @description over the sections alone that have a class of the same items in both periods */
                yearEarlier: components["schemas"]["ClassComparison"];
            };
            class: ("I" | "II" | "III" | "IV" | "V" | "worse-than-V") | null;
            computedAt: string;
            /**
             * @description what `counts` counts
             * @enum {string}
             */
            counted: "results" | "months";
            counts: components["schemas"]["WaterCounts"];
            /**
             * @description how far the data of its whole time were checked; absent where some are live. Of audited data late ones are not expected any more: the figure is not `provisional`
             * @enum {string}
             */
            dataState?: "reviewed" | "audited";
            days?: number;
            derivation?: components["schemas"]["Step"][];
            determining: string[];
            edition: string;
            evaluation: components["schemas"]["EvaluationState"];
            exceedances: components["schemas"]["WaterExceedance"][];
            from: string;
            items: components["schemas"]["WaterItemClasses"];
            level: components["schemas"]["WaterLevel"] | null;
            mainItems: components["schemas"]["MainItem"][];
            meetsTarget: boolean | null;
            method: string;
            missing: components["schemas"]["WaterReasons"];
            name: {
                en: string;
                zh: string;
            };
            options: {
                items?: ("water_temperature" | "ph" | "do" | "codmn" | "cod" | "bod5" | "nh3n" | "tp" | "tn" | "cu" | "zn" | "fluoride" | "se" | "as" | "hg" | "cd" | "cr6" | "pb" | "cyanide" | "volatile_phenol" | "petroleum" | "las" | "sulfide" | "fecal_coliform")[];
                /** @enum {string} */
                rounding: "none" | "hour" | "assessment";
                saturationRelief: boolean;
                totalNitrogen: boolean;
            };
            period: string;
            /** @description true while the time runs, late data are expected (LANBI_PROVISIONAL_HOURS; not of audited data), or not all that is stored is evaluated */
            provisional: boolean;
            /** @description why there is no class */
            reason?: string;
            revision: number;
            samples?: number;
            section: string;
            /** @description every standard that was used */
            standards: {
                edition: string;
                /** @enum {string} */
                stage?: "transition" | "final";
            }[];
            /** @description sections without water or samples on some days: these days are in no mean, class or share, and nothing is expected on them */
            states?: {
                /** @description who says so: `/v1/annotations/{id}` */
                annotation: number;
                /** @description the first day within the period */
                from: string;
                name: {
                    en: string;
                    zh: string;
                };
                section: string;
                /** @enum {string} */
                state: "no-flow" | "frozen" | "dry" | "not-sampled";
                stateName: {
                    en: string;
                    zh: string;
                };
                until: string;
            }[];
            target: string | null;
            to: string;
            validity: components["schemas"]["Validity"];
            /** @description means; mg/L unless the parameter has another unit */
            values: components["schemas"]["WaterValues"];
        };
        SectionTrend: {
            assessment: string;
            computedAt: string | null;
            evaluation: components["schemas"]["EvaluationState"];
            /** @description begin of the first year that has a result; null without one */
            from: string | null;
            /** @description items that have a mean in at least one year */
            items: {
                /** @description Spearman's r_s */
                coefficient: number | null;
                /** @description critical value at 0.05 */
                critical: number | null;
                /** @description of the figure; `none`: no trend that the test can see */
                direction: ("rising" | "falling" | "none") | null;
                item: string;
                /** @description years with a mean */
                periods: number;
                /** @description why there is no trend */
                reason?: string;
                /** @description the mean of each year */
                values: {
                    [key: string]: number | null;
                };
            }[];
            name: {
                en: string;
                zh: string;
            };
            revision: number;
            section: string;
            /** @description every standard that was used */
            standards: {
                edition: string;
                /** @enum {string} */
                stage?: "transition" | "final";
            }[];
            to: string | null;
        };
        Shortfall: {
            /** @description edition and clause; of a rule of our own its setting */
            clause: string;
            found: number;
            /** @description the pollutant or item that falls short; null: all together */
            item: string | null;
            needed: number;
            /** @description the part of the time that falls short, such as 2016-06; null: all */
            period: string | null;
            /** @description why the item has no value, where that is known */
            reason: string | null;
            /** @enum {string} */
            rule: "minutes-an-hour" | "hours-of-8" | "hours-a-day" | "windows-a-day" | "share-of-points" | "days-a-month" | "days-a-year" | "share-of-days" | "share-of-samples" | "months-a-period" | "all-pollutants" | "any-item" | "any-section" | "any-value";
            /** @description the section that falls short, of a figure of several */
            section?: string;
            unit: string;
        };
        Staleness: {
            /** @description since the end of that period */
            ageSeconds: number | null;
            /** @description when its last message came */
            lastReceived: string | null;
            /** @description end of the last period that the station reported */
            lastSeen: string | null;
            /**
             * @description `behind`: messages come, but of periods long over; `no-station`: a place without one; `not-begun`, `closed`: before the first or after the last day that the registry gives; `not-registered`: the registry has the station no more
             * @enum {string}
             */
            reason: "in-time" | "overdue" | "behind" | "no-message-yet" | "no-station" | "not-begun" | "closed" | "not-registered";
            /** @description when the state began; of `never-seen` when the registry first named the station */
            since: string;
            /** @enum {string} */
            state: "live" | "late" | "silent" | "never-seen" | "out-of-service";
        };
        Station: {
            /** @description first day in service */
            from?: string;
            id: string;
            lastSeen: string | null;
            /** @description WGS 84, degrees */
            location?: {
                lat: number;
                lon: number;
            };
            /** @enum {string} */
            medium: "air" | "water";
            name: {
                en: string;
                zh: string;
            };
            parameters: string[];
            period: number;
            region: string;
            /** @description the regions by days, where the registry says so */
            regions?: {
                from?: string;
                is: string;
                until?: string;
            }[];
            /** @description false: the registry has it no more; its fields are what its readings say */
            registered: boolean;
            role: string;
            /** @description the roles by days, where the registry says so */
            roles?: {
                from?: string;
                is: string;
                until?: string;
            }[];
            section?: string;
            /** @description the sections by days, where the registry says so */
            sections?: {
                from?: string;
                is: string;
                until?: string;
            }[];
            staleness: components["schemas"]["Staleness"];
            /** @enum {string} */
            stamp: "end" | "begin";
            /** @description last day in service */
            until?: string;
        };
        Step: {
            /** @description the arithmetic with its numbers */
            arithmetic: string;
            /** @description clause, table or formula of the edition */
            clause: string;
            edition: string;
            /** @description named inputs and limits; null where one was missing */
            inputs: {
                [key: string]: number | string | null;
            };
            /** @description what was worked out, such as `iaqi.pm2_5` */
            quantity: string;
            result: number | string | null;
            rounding?: string;
        };
        TrophicIndex: {
            assessment: string;
            grade: {
                en: string;
                inclusive?: boolean;
                state: string;
                upTo?: number;
                zh: string;
            } | null;
            gradeMissing?: string;
            index: number | null;
            indexMissing?: string;
            terms: {
                chla?: number;
                codmn?: number;
                tn?: number;
                tp?: number;
                transparency?: number;
            };
            /** @description items without a value */
            without: ("chla" | "tp" | "tn" | "transparency" | "codmn")[];
        };
        TrophicRow: {
            /** @description index of chla */
            chla_tli?: number | null;
            /** @description class of the mean of the points */
            class?: ("I" | "II" | "III" | "IV" | "V" | "worse-than-V") | null;
            /** @description index of codmn */
            codmn_tli?: number | null;
            /** @description how far the data of its whole time were checked: reviewed or audited, null where some are live */
            data_state?: string | null;
            /** @description begin, at +08:00 */
            from?: string | null;
            /** @description id of the lake */
            lake?: string | null;
            /** @description day 2016-01-31, month 2016-01, or as in other tables */
            period?: string | null;
            /** @description whether the figure may still change, since late data are expected or not all is evaluated: yes or no */
            provisional?: string | null;
            /** @description why there is no index */
            reason?: string | null;
            /** @description 1, and one more for each correction */
            revision?: number | null;
            /** @description oligotrophic, mesotrophic, light, moderate or severe */
            state?: string | null;
            /** @description comprehensive trophic index, two decimals */
            tli?: number | null;
            /** @description index of tn */
            tn_tli?: number | null;
            /** @description end, at +08:00 */
            to?: string | null;
            /** @description index of tp */
            tp_tli?: number | null;
            /** @description index of transparency */
            transparency_tli?: number | null;
            /** @description valid, insufficient or missing */
            validity?: string | null;
            /** @description items without a value: the others have their weight */
            without?: string[];
        };
        TrophicRowProfile: {
            chla_tli?: number | null;
            chla_tli_count?: number | null;
            chla_tli_high?: number | null;
            chla_tli_low?: number | null;
            codmn_tli?: number | null;
            codmn_tli_count?: number | null;
            codmn_tli_high?: number | null;
            codmn_tli_low?: number | null;
            /** @description hour 00 to 23, weekday 1 to 7 from Monday, month 01 to 12, season, sector of wind or its speed in whole m/s */
            group: string;
            lake: string;
            profile: string;
            tli?: number | null;
            tli_count?: number | null;
            tli_high?: number | null;
            tli_low?: number | null;
            tn_tli?: number | null;
            tn_tli_count?: number | null;
            tn_tli_high?: number | null;
            tn_tli_low?: number | null;
            tp_tli?: number | null;
            tp_tli_count?: number | null;
            tp_tli_high?: number | null;
            tp_tli_low?: number | null;
            transparency_tli?: number | null;
            transparency_tli_count?: number | null;
            transparency_tli_high?: number | null;
            transparency_tli_low?: number | null;
        };
        TrophicRowRun: {
            from: string;
            lake: string;
            /** @description rows that follow each other */
            length: number;
            /** @description the largest value */
            peak: (number | ("I" | "II" | "III" | "IV" | "V" | "worse-than-V")) | null;
            peak_to: string;
            to: string;
        };
        TrophicRowWide: {
            date?: string;
            from?: string;
            to?: string;
        } & {
            [key: string]: (number | ("I" | "II" | "III" | "IV" | "V" | "worse-than-V")) | null;
        };
        Validity: {
            expected?: number;
            /** @enum {string} */
            kind: "valid" | "insufficient" | "missing";
            observed?: number;
            /** @description observed of expected, one decimal */
            percent?: number | null;
            /** @description why it is missing */
            reason?: string;
            /** @description every rule of validity that is not met: rule, item, part of the time, needed and found */
            shortfalls?: components["schemas"]["Shortfall"][];
            /** @description what falls short, for a person; absent of what is valid */
            why?: {
                en: string;
                zh: string;
            };
        };
        WaterCompletenessRow: {
            /** @description observed sampling times of algae_density, per cent of the expected ones */
            algae_density?: number | null;
            /** @description observed sampling times of as, per cent of the expected ones */
            as?: number | null;
            /** @description observed sampling times of bod5, per cent of the expected ones */
            bod5?: number | null;
            /** @description values missing for calibration */
            calibration?: number | null;
            /** @description observed sampling times of cd, per cent of the expected ones */
            cd?: number | null;
            /** @description observed sampling times of chla, per cent of the expected ones */
            chla?: number | null;
            /** @description observed sampling times of cod, per cent of the expected ones */
            cod?: number | null;
            /** @description observed sampling times of codmn, per cent of the expected ones */
            codmn?: number | null;
            /** @description observed sampling times of conductivity, per cent of the expected ones */
            conductivity?: number | null;
            /** @description observed sampling times of cr6, per cent of the expected ones */
            cr6?: number | null;
            /** @description observed sampling times of cu, per cent of the expected ones */
            cu?: number | null;
            /** @description observed sampling times of cyanide, per cent of the expected ones */
            cyanide?: number | null;
            /** @description observed sampling times of do, per cent of the expected ones */
            do?: number | null;
            /** @description expected values of all items of the plan, by sampling times */
            expected?: number | null;
            /** @description values missing for fault */
            fault?: number | null;
            /** @description observed sampling times of fecal_coliform, per cent of the expected ones */
            fecal_coliform?: number | null;
            /** @description observed sampling times of fluoride, per cent of the expected ones */
            fluoride?: number | null;
            /** @description begin, at +08:00 */
            from?: string | null;
            /** @description observed sampling times of hg, per cent of the expected ones */
            hg?: number | null;
            /** @description values missing for invalid */
            invalid?: number | null;
            /** @description observed sampling times of las, per cent of the expected ones */
            las?: number | null;
            /** @description values missing for maintenance */
            maintenance?: number | null;
            /** @description observed sampling times of nh3n, per cent of the expected ones */
            nh3n?: number | null;
            /** @description values missing for no-data */
            no_data?: number | null;
            /** @description those with a value */
            observed?: number | null;
            /** @description values missing for other reasons */
            other?: number | null;
            /** @description observed sampling times of pb, per cent of the expected ones */
            pb?: number | null;
            /** @description observed of expected, one decimal */
            percent?: number | null;
            /** @description month 2016-01, quarter 2016-Q1, half-year 2016-H1, year 2016; of other periods the last day */
            period?: string | null;
            /** @description observed sampling times of petroleum, per cent of the expected ones */
            petroleum?: number | null;
            /** @description observed sampling times of ph, per cent of the expected ones */
            ph?: number | null;
            /** @description observed sampling times of se, per cent of the expected ones */
            se?: number | null;
            /** @description id of the section */
            section?: string | null;
            /** @description values missing for stamp-off */
            stamp_off?: number | null;
            /** @description observed sampling times of sulfide, per cent of the expected ones */
            sulfide?: number | null;
            /** @description observed sampling times of tn, per cent of the expected ones */
            tn?: number | null;
            /** @description end, at +08:00 */
            to?: string | null;
            /** @description values missing for too-few-samples */
            too_few_samples?: number | null;
            /** @description observed sampling times of tp, per cent of the expected ones */
            tp?: number | null;
            /** @description observed sampling times of transparency, per cent of the expected ones */
            transparency?: number | null;
            /** @description observed sampling times of turbidity, per cent of the expected ones */
            turbidity?: number | null;
            /** @description observed sampling times of volatile_phenol, per cent of the expected ones */
            volatile_phenol?: number | null;
            /** @description observed sampling times of water_temperature, per cent of the expected ones */
            water_temperature?: number | null;
            /** @description observed sampling times of zn, per cent of the expected ones */
            zn?: number | null;
        };
        WaterCompletenessRowProfile: {
            algae_density?: number | null;
            algae_density_count?: number | null;
            algae_density_high?: number | null;
            algae_density_low?: number | null;
            as?: number | null;
            as_count?: number | null;
            as_high?: number | null;
            as_low?: number | null;
            bod5?: number | null;
            bod5_count?: number | null;
            bod5_high?: number | null;
            bod5_low?: number | null;
            cd?: number | null;
            cd_count?: number | null;
            cd_high?: number | null;
            cd_low?: number | null;
            chla?: number | null;
            chla_count?: number | null;
            chla_high?: number | null;
            chla_low?: number | null;
            cod?: number | null;
            cod_count?: number | null;
            cod_high?: number | null;
            cod_low?: number | null;
            codmn?: number | null;
            codmn_count?: number | null;
            codmn_high?: number | null;
            codmn_low?: number | null;
            conductivity?: number | null;
            conductivity_count?: number | null;
            conductivity_high?: number | null;
            conductivity_low?: number | null;
            cr6?: number | null;
            cr6_count?: number | null;
            cr6_high?: number | null;
            cr6_low?: number | null;
            cu?: number | null;
            cu_count?: number | null;
            cu_high?: number | null;
            cu_low?: number | null;
            cyanide?: number | null;
            cyanide_count?: number | null;
            cyanide_high?: number | null;
            cyanide_low?: number | null;
            do?: number | null;
            do_count?: number | null;
            do_high?: number | null;
            do_low?: number | null;
            fecal_coliform?: number | null;
            fecal_coliform_count?: number | null;
            fecal_coliform_high?: number | null;
            fecal_coliform_low?: number | null;
            fluoride?: number | null;
            fluoride_count?: number | null;
            fluoride_high?: number | null;
            fluoride_low?: number | null;
            /** @description hour 00 to 23, weekday 1 to 7 from Monday, month 01 to 12, season, sector of wind or its speed in whole m/s */
            group: string;
            hg?: number | null;
            hg_count?: number | null;
            hg_high?: number | null;
            hg_low?: number | null;
            las?: number | null;
            las_count?: number | null;
            las_high?: number | null;
            las_low?: number | null;
            nh3n?: number | null;
            nh3n_count?: number | null;
            nh3n_high?: number | null;
            nh3n_low?: number | null;
            pb?: number | null;
            pb_count?: number | null;
            pb_high?: number | null;
            pb_low?: number | null;
            percent?: number | null;
            percent_count?: number | null;
            percent_high?: number | null;
            percent_low?: number | null;
            petroleum?: number | null;
            petroleum_count?: number | null;
            petroleum_high?: number | null;
            petroleum_low?: number | null;
            ph?: number | null;
            ph_count?: number | null;
            ph_high?: number | null;
            ph_low?: number | null;
            profile: string;
            se?: number | null;
            se_count?: number | null;
            se_high?: number | null;
            se_low?: number | null;
            section: string;
            sulfide?: number | null;
            sulfide_count?: number | null;
            sulfide_high?: number | null;
            sulfide_low?: number | null;
            tn?: number | null;
            tn_count?: number | null;
            tn_high?: number | null;
            tn_low?: number | null;
            tp?: number | null;
            tp_count?: number | null;
            tp_high?: number | null;
            tp_low?: number | null;
            transparency?: number | null;
            transparency_count?: number | null;
            transparency_high?: number | null;
            transparency_low?: number | null;
            turbidity?: number | null;
            turbidity_count?: number | null;
            turbidity_high?: number | null;
            turbidity_low?: number | null;
            volatile_phenol?: number | null;
            volatile_phenol_count?: number | null;
            volatile_phenol_high?: number | null;
            volatile_phenol_low?: number | null;
            water_temperature?: number | null;
            water_temperature_count?: number | null;
            water_temperature_high?: number | null;
            water_temperature_low?: number | null;
            zn?: number | null;
            zn_count?: number | null;
            zn_high?: number | null;
            zn_low?: number | null;
        };
        WaterCompletenessRowRun: {
            from: string;
            /** @description rows that follow each other */
            length: number;
            /** @description the largest value */
            peak: (number | ("I" | "II" | "III" | "IV" | "V" | "worse-than-V")) | null;
            peak_to: string;
            section: string;
            to: string;
        };
        WaterCompletenessRowWide: {
            date?: string;
            from?: string;
            to?: string;
        } & {
            [key: string]: (number | ("I" | "II" | "III" | "IV" | "V" | "worse-than-V")) | null;
        };
        WaterCounts: {
            algae_density?: number;
            as?: number;
            bod5?: number;
            cd?: number;
            chla?: number;
            cod?: number;
            codmn?: number;
            conductivity?: number;
            cr6?: number;
            cu?: number;
            cyanide?: number;
            do?: number;
            fecal_coliform?: number;
            fluoride?: number;
            hg?: number;
            las?: number;
            nh3n?: number;
            pb?: number;
            petroleum?: number;
            ph?: number;
            se?: number;
            sulfide?: number;
            tn?: number;
            tp?: number;
            transparency?: number;
            turbidity?: number;
            volatile_phenol?: number;
            water_temperature?: number;
            zn?: number;
        };
        WaterDayRow: {
            /** @description algae density, cells/L */
            algae_density?: number | null;
            /** @description why there is no algae_density */
            algae_density_reason?: string | null;
            /** @description arsenic, mg/L */
            as?: number | null;
            /** @description how far as is beyond the target, else class III, as a multiple of its limit */
            as_multiple?: number | null;
            /** @description why there is no as */
            as_reason?: string | null;
            /** @description classes beyond the target, 0 where it is met */
            beyond?: number | null;
            /** @description five-day biochemical oxygen demand, mg/L */
            bod5?: number | null;
            /** @description how far bod5 is beyond the target, else class III, as a multiple of its limit */
            bod5_multiple?: number | null;
            /** @description why there is no bod5 */
            bod5_reason?: string | null;
            /** @description cadmium, mg/L */
            cd?: number | null;
            /** @description how far cd is beyond the target, else class III, as a multiple of its limit */
            cd_multiple?: number | null;
            /** @description why there is no cd */
            cd_reason?: string | null;
            /** @description when it was stored or last changed */
            changed_at?: string | null;
            /** @description chlorophyll-a, mg/L */
            chla?: number | null;
            /** @description why there is no chla */
            chla_reason?: string | null;
            /** @description I to V, or worse-than-V */
            class?: ("I" | "II" | "III" | "IV" | "V" | "worse-than-V") | null;
            /** @description chemical oxygen demand, mg/L */
            cod?: number | null;
            /** @description how far cod is beyond the target, else class III, as a multiple of its limit */
            cod_multiple?: number | null;
            /** @description why there is no cod */
            cod_reason?: string | null;
            /** @description permanganate index, mg/L */
            codmn?: number | null;
            /** @description how far codmn is beyond the target, else class III, as a multiple of its limit */
            codmn_multiple?: number | null;
            /** @description why there is no codmn */
            codmn_reason?: string | null;
            /** @description conductivity, uS/cm */
            conductivity?: number | null;
            /** @description why there is no conductivity */
            conductivity_reason?: string | null;
            /** @description expected sampling times with a value */
            covered?: number | null;
            /** @description chromium VI, mg/L */
            cr6?: number | null;
            /** @description how far cr6 is beyond the target, else class III, as a multiple of its limit */
            cr6_multiple?: number | null;
            /** @description why there is no cr6 */
            cr6_reason?: string | null;
            /** @description copper, mg/L */
            cu?: number | null;
            /** @description how far cu is beyond the target, else class III, as a multiple of its limit */
            cu_multiple?: number | null;
            /** @description why there is no cu */
            cu_reason?: string | null;
            /** @description cyanide, mg/L */
            cyanide?: number | null;
            /** @description how far cyanide is beyond the target, else class III, as a multiple of its limit */
            cyanide_multiple?: number | null;
            /** @description why there is no cyanide */
            cyanide_reason?: string | null;
            /** @description how far the data of its whole time were checked: reviewed or audited, null where some are live */
            data_state?: string | null;
            /** @description civil day at +08:00 */
            date?: string | null;
            /** @description items that have the class */
            determining?: string[];
            /** @description dissolved oxygen, mg/L */
            do?: number | null;
            /** @description how far do is beyond the target, else class III, as a multiple of its limit */
            do_multiple?: number | null;
            /** @description why there is no do */
            do_reason?: string | null;
            /** @description edition of GB 3838 */
            edition?: string | null;
            /** @description items beyond the target, else class III */
            exceeding?: string[];
            /** @description expected sampling times */
            expected?: number | null;
            /** @description fecal coliform, 1/L */
            fecal_coliform?: number | null;
            /** @description how far fecal_coliform is beyond the target, else class III, as a multiple of its limit */
            fecal_coliform_multiple?: number | null;
            /** @description why there is no fecal_coliform */
            fecal_coliform_reason?: string | null;
            /** @description fluoride, mg/L */
            fluoride?: number | null;
            /** @description how far fluoride is beyond the target, else class III, as a multiple of its limit */
            fluoride_multiple?: number | null;
            /** @description why there is no fluoride */
            fluoride_reason?: string | null;
            /** @description begin, at +08:00 */
            from?: string | null;
            /** @description mercury, mg/L */
            hg?: number | null;
            /** @description how far hg is beyond the target, else class III, as a multiple of its limit */
            hg_multiple?: number | null;
            /** @description why there is no hg */
            hg_reason?: string | null;
            /** @description id of the lake */
            lake?: string | null;
            /** @description anionic surfactant, mg/L */
            las?: number | null;
            /** @description how far las is beyond the target, else class III, as a multiple of its limit */
            las_multiple?: number | null;
            /** @description why there is no las */
            las_reason?: string | null;
            /** @description ammonia nitrogen, mg/L */
            nh3n?: number | null;
            /** @description how far nh3n is beyond the target, else class III, as a multiple of its limit */
            nh3n_multiple?: number | null;
            /** @description why there is no nh3n */
            nh3n_reason?: string | null;
            /** @description lead, mg/L */
            pb?: number | null;
            /** @description how far pb is beyond the target, else class III, as a multiple of its limit */
            pb_multiple?: number | null;
            /** @description why there is no pb */
            pb_reason?: string | null;
            /** @description petroleum, mg/L */
            petroleum?: number | null;
            /** @description how far petroleum is beyond the target, else class III, as a multiple of its limit */
            petroleum_multiple?: number | null;
            /** @description why there is no petroleum */
            petroleum_reason?: string | null;
            /** @description pH, no unit */
            ph?: number | null;
            /** @description how far ph is beyond the target, else class III, as a multiple of its limit */
            ph_multiple?: number | null;
            /** @description why there is no ph */
            ph_reason?: string | null;
            /** @description whether the figure may still change, since late data are expected or not all is evaluated: yes or no */
            provisional?: string | null;
            /** @description why there is no class */
            reason?: string | null;
            /** @description id of the region */
            region?: string | null;
            /** @description 1, and one more for each correction */
            revision?: number | null;
            /** @description id of the river */
            river?: string | null;
            /** @description sampling times with a value */
            samples?: number | null;
            /** @description selenium, mg/L */
            se?: number | null;
            /** @description how far se is beyond the target, else class III, as a multiple of its limit */
            se_multiple?: number | null;
            /** @description why there is no se */
            se_reason?: string | null;
            /** @description id of the section */
            section?: string | null;
            /** @description sulfide, mg/L */
            sulfide?: number | null;
            /** @description how far sulfide is beyond the target, else class III, as a multiple of its limit */
            sulfide_multiple?: number | null;
            /** @description why there is no sulfide */
            sulfide_reason?: string | null;
            /** @description class that is to be reached */
            target?: ("I" | "II" | "III" | "IV" | "V" | "worse-than-V") | null;
            /** @description total nitrogen, mg/L */
            tn?: number | null;
            /** @description how far tn is beyond the target, else class III, as a multiple of its limit */
            tn_multiple?: number | null;
            /** @description why there is no tn */
            tn_reason?: string | null;
            /** @description end, at +08:00 */
            to?: string | null;
            /** @description total phosphorus, mg/L */
            tp?: number | null;
            /** @description how far tp is beyond the target, else class III, as a multiple of its limit */
            tp_multiple?: number | null;
            /** @description why there is no tp */
            tp_reason?: string | null;
            /** @description transparency, m */
            transparency?: number | null;
            /** @description why there is no transparency */
            transparency_reason?: string | null;
            /** @description turbidity, NTU */
            turbidity?: number | null;
            /** @description why there is no turbidity */
            turbidity_reason?: string | null;
            /** @description valid, insufficient or missing */
            validity?: string | null;
            /** @description volatile phenol, mg/L */
            volatile_phenol?: number | null;
            /** @description how far volatile_phenol is beyond the target, else class III, as a multiple of its limit */
            volatile_phenol_multiple?: number | null;
            /** @description why there is no volatile_phenol */
            volatile_phenol_reason?: string | null;
            /** @description water temperature, degC */
            water_temperature?: number | null;
            /** @description how far water_temperature is beyond the target, else class III, as a multiple of its limit */
            water_temperature_multiple?: number | null;
            /** @description why there is no water_temperature */
            water_temperature_reason?: string | null;
            /** @description zinc, mg/L */
            zn?: number | null;
            /** @description how far zn is beyond the target, else class III, as a multiple of its limit */
            zn_multiple?: number | null;
            /** @description why there is no zn */
            zn_reason?: string | null;
        };
        WaterDayRowProfile: {
            algae_density?: number | null;
            algae_density_count?: number | null;
            algae_density_high?: number | null;
            algae_density_low?: number | null;
            as?: number | null;
            as_count?: number | null;
            as_high?: number | null;
            as_low?: number | null;
            bod5?: number | null;
            bod5_count?: number | null;
            bod5_high?: number | null;
            bod5_low?: number | null;
            cd?: number | null;
            cd_count?: number | null;
            cd_high?: number | null;
            cd_low?: number | null;
            chla?: number | null;
            chla_count?: number | null;
            chla_high?: number | null;
            chla_low?: number | null;
            cod?: number | null;
            cod_count?: number | null;
            cod_high?: number | null;
            cod_low?: number | null;
            codmn?: number | null;
            codmn_count?: number | null;
            codmn_high?: number | null;
            codmn_low?: number | null;
            conductivity?: number | null;
            conductivity_count?: number | null;
            conductivity_high?: number | null;
            conductivity_low?: number | null;
            cr6?: number | null;
            cr6_count?: number | null;
            cr6_high?: number | null;
            cr6_low?: number | null;
            cu?: number | null;
            cu_count?: number | null;
            cu_high?: number | null;
            cu_low?: number | null;
            cyanide?: number | null;
            cyanide_count?: number | null;
            cyanide_high?: number | null;
            cyanide_low?: number | null;
            do?: number | null;
            do_count?: number | null;
            do_high?: number | null;
            do_low?: number | null;
            fecal_coliform?: number | null;
            fecal_coliform_count?: number | null;
            fecal_coliform_high?: number | null;
            fecal_coliform_low?: number | null;
            fluoride?: number | null;
            fluoride_count?: number | null;
            fluoride_high?: number | null;
            fluoride_low?: number | null;
            /** @description hour 00 to 23, weekday 1 to 7 from Monday, month 01 to 12, season, sector of wind or its speed in whole m/s */
            group: string;
            hg?: number | null;
            hg_count?: number | null;
            hg_high?: number | null;
            hg_low?: number | null;
            las?: number | null;
            las_count?: number | null;
            las_high?: number | null;
            las_low?: number | null;
            nh3n?: number | null;
            nh3n_count?: number | null;
            nh3n_high?: number | null;
            nh3n_low?: number | null;
            pb?: number | null;
            pb_count?: number | null;
            pb_high?: number | null;
            pb_low?: number | null;
            petroleum?: number | null;
            petroleum_count?: number | null;
            petroleum_high?: number | null;
            petroleum_low?: number | null;
            ph?: number | null;
            ph_count?: number | null;
            ph_high?: number | null;
            ph_low?: number | null;
            profile: string;
            se?: number | null;
            se_count?: number | null;
            se_high?: number | null;
            se_low?: number | null;
            section: string;
            sulfide?: number | null;
            sulfide_count?: number | null;
            sulfide_high?: number | null;
            sulfide_low?: number | null;
            tn?: number | null;
            tn_count?: number | null;
            tn_high?: number | null;
            tn_low?: number | null;
            tp?: number | null;
            tp_count?: number | null;
            tp_high?: number | null;
            tp_low?: number | null;
            transparency?: number | null;
            transparency_count?: number | null;
            transparency_high?: number | null;
            transparency_low?: number | null;
            turbidity?: number | null;
            turbidity_count?: number | null;
            turbidity_high?: number | null;
            turbidity_low?: number | null;
            volatile_phenol?: number | null;
            volatile_phenol_count?: number | null;
            volatile_phenol_high?: number | null;
            volatile_phenol_low?: number | null;
            water_temperature?: number | null;
            water_temperature_count?: number | null;
            water_temperature_high?: number | null;
            water_temperature_low?: number | null;
            zn?: number | null;
            zn_count?: number | null;
            zn_high?: number | null;
            zn_low?: number | null;
        };
        WaterDayRowRun: {
            from: string;
            /** @description rows that follow each other */
            length: number;
            /** @description the largest value */
            peak: (number | ("I" | "II" | "III" | "IV" | "V" | "worse-than-V")) | null;
            peak_to: string;
            section: string;
            to: string;
        };
        WaterDayRowWide: {
            date?: string;
            from?: string;
            to?: string;
        } & {
            [key: string]: (number | ("I" | "II" | "III" | "IV" | "V" | "worse-than-V")) | null;
        };
        WaterExceedance: {
            /** @enum {string} */
            class: "I" | "II" | "III" | "IV" | "V" | "worse-than-V";
            /** @enum {string} */
            item: "water_temperature" | "ph" | "do" | "codmn" | "cod" | "bod5" | "nh3n" | "tp" | "tn" | "cu" | "zn" | "fluoride" | "se" | "as" | "hg" | "cd" | "cr6" | "pb" | "cyanide" | "volatile_phenol" | "petroleum" | "las" | "sulfide" | "fecal_coliform";
            limit: number;
            /** @description (C - S) / S; null for pH and dissolved oxygen */
            multiple: number | null;
            multipleMissing?: string;
            value: number;
        };
        WaterItemClass: {
            class: ("I" | "II" | "III" | "IV" | "V" | "worse-than-V") | null;
            classMissing?: string;
            /** @description false: shown as reference only */
            evaluated: boolean;
            /** @description where it is not the value: before rounding, or below a detection limit */
            received?: (number | {
                belowDetection: number;
            }) | null;
            receivedMissing?: string;
            value: number | null;
            valueMissing?: string;
        };
        WaterItemClasses: {
            as?: components["schemas"]["WaterItemClass"];
            bod5?: components["schemas"]["WaterItemClass"];
            cd?: components["schemas"]["WaterItemClass"];
            cod?: components["schemas"]["WaterItemClass"];
            codmn?: components["schemas"]["WaterItemClass"];
            cr6?: components["schemas"]["WaterItemClass"];
            cu?: components["schemas"]["WaterItemClass"];
            cyanide?: components["schemas"]["WaterItemClass"];
            do?: components["schemas"]["WaterItemClass"];
            fecal_coliform?: components["schemas"]["WaterItemClass"];
            fluoride?: components["schemas"]["WaterItemClass"];
            hg?: components["schemas"]["WaterItemClass"];
            las?: components["schemas"]["WaterItemClass"];
            nh3n?: components["schemas"]["WaterItemClass"];
            pb?: components["schemas"]["WaterItemClass"];
            petroleum?: components["schemas"]["WaterItemClass"];
            ph?: components["schemas"]["WaterItemClass"];
            se?: components["schemas"]["WaterItemClass"];
            sulfide?: components["schemas"]["WaterItemClass"];
            tn?: components["schemas"]["WaterItemClass"];
            tp?: components["schemas"]["WaterItemClass"];
            volatile_phenol?: components["schemas"]["WaterItemClass"];
            water_temperature?: components["schemas"]["WaterItemClass"];
            zn?: components["schemas"]["WaterItemClass"];
        };
        WaterItemRow: {
            class: ("I" | "II" | "III" | "IV" | "V" | "worse-than-V") | null;
            classMissing?: string;
            /** @description false: shown as reference only */
            evaluated?: boolean;
            /** @description where it is not the value: before rounding, or below a detection limit */
            received?: (number | {
                belowDetection: number;
            }) | null;
            receivedMissing?: string;
            value: number | null;
            valueMissing?: string;
        };
        WaterLevel: {
            colour: string;
            en: string;
            zh: string;
        };
        WaterPeriodRow: {
            /** @description algae density, cells/L */
            algae_density?: number | null;
            /** @description why there is no algae_density */
            algae_density_reason?: string | null;
            /** @description arsenic, mg/L */
            as?: number | null;
            /** @description how far as is beyond the target, else class III, as a multiple of its limit */
            as_multiple?: number | null;
            /** @description why there is no as */
            as_reason?: string | null;
            /** @description classes beyond the target, 0 where it is met */
            beyond?: number | null;
            /** @description five-day biochemical oxygen demand, mg/L */
            bod5?: number | null;
            /** @description how far bod5 is beyond the target, else class III, as a multiple of its limit */
            bod5_multiple?: number | null;
            /** @description why there is no bod5 */
            bod5_reason?: string | null;
            /** @description cadmium, mg/L */
            cd?: number | null;
            /** @description how far cd is beyond the target, else class III, as a multiple of its limit */
            cd_multiple?: number | null;
            /** @description why there is no cd */
            cd_reason?: string | null;
            /** @description when it was stored or last changed */
            changed_at?: string | null;
            /** @description chlorophyll-a, mg/L */
            chla?: number | null;
            /** @description why there is no chla */
            chla_reason?: string | null;
            /** @description I to V, or worse-than-V */
            class?: ("I" | "II" | "III" | "IV" | "V" | "worse-than-V") | null;
            /** @description chemical oxygen demand, mg/L */
            cod?: number | null;
            /** @description how far cod is beyond the target, else class III, as a multiple of its limit */
            cod_multiple?: number | null;
            /** @description why there is no cod */
            cod_reason?: string | null;
            /** @description permanganate index, mg/L */
            codmn?: number | null;
            /** @description how far codmn is beyond the target, else class III, as a multiple of its limit */
            codmn_multiple?: number | null;
            /** @description why there is no codmn */
            codmn_reason?: string | null;
            /** @description conductivity, uS/cm */
            conductivity?: number | null;
            /** @description why there is no conductivity */
            conductivity_reason?: string | null;
            /** @description expected sampling times with a value */
            covered?: number | null;
            /** @description chromium VI, mg/L */
            cr6?: number | null;
            /** @description how far cr6 is beyond the target, else class III, as a multiple of its limit */
            cr6_multiple?: number | null;
            /** @description why there is no cr6 */
            cr6_reason?: string | null;
            /** @description copper, mg/L */
            cu?: number | null;
            /** @description how far cu is beyond the target, else class III, as a multiple of its limit */
            cu_multiple?: number | null;
            /** @description why there is no cu */
            cu_reason?: string | null;
            /** @description cyanide, mg/L */
            cyanide?: number | null;
            /** @description how far cyanide is beyond the target, else class III, as a multiple of its limit */
            cyanide_multiple?: number | null;
            /** @description why there is no cyanide */
            cyanide_reason?: string | null;
            /** @description how far the data of its whole time were checked: reviewed or audited, null where some are live */
            data_state?: string | null;
            /** @description items that have the class */
            determining?: string[];
            /** @description dissolved oxygen, mg/L */
            do?: number | null;
            /** @description how far do is beyond the target, else class III, as a multiple of its limit */
            do_multiple?: number | null;
            /** @description why there is no do */
            do_reason?: string | null;
            /** @description edition of GB 3838 */
            edition?: string | null;
            /** @description items beyond the target, else class III */
            exceeding?: string[];
            /** @description expected sampling times */
            expected?: number | null;
            /** @description fecal coliform, 1/L */
            fecal_coliform?: number | null;
            /** @description how far fecal_coliform is beyond the target, else class III, as a multiple of its limit */
            fecal_coliform_multiple?: number | null;
            /** @description why there is no fecal_coliform */
            fecal_coliform_reason?: string | null;
            /** @description fluoride, mg/L */
            fluoride?: number | null;
            /** @description how far fluoride is beyond the target, else class III, as a multiple of its limit */
            fluoride_multiple?: number | null;
            /** @description why there is no fluoride */
            fluoride_reason?: string | null;
            /** @description begin, at +08:00 */
            from?: string | null;
            /** @description mercury, mg/L */
            hg?: number | null;
            /** @description how far hg is beyond the target, else class III, as a multiple of its limit */
            hg_multiple?: number | null;
            /** @description why there is no hg */
            hg_reason?: string | null;
            /** @description id of the lake */
            lake?: string | null;
            /** @description anionic surfactant, mg/L */
            las?: number | null;
            /** @description how far las is beyond the target, else class III, as a multiple of its limit */
            las_multiple?: number | null;
            /** @description why there is no las */
            las_reason?: string | null;
            /** @description ammonia nitrogen, mg/L */
            nh3n?: number | null;
            /** @description how far nh3n is beyond the target, else class III, as a multiple of its limit */
            nh3n_multiple?: number | null;
            /** @description why there is no nh3n */
            nh3n_reason?: string | null;
            /** @description lead, mg/L */
            pb?: number | null;
            /** @description how far pb is beyond the target, else class III, as a multiple of its limit */
            pb_multiple?: number | null;
            /** @description why there is no pb */
            pb_reason?: string | null;
            /** @description month 2016-01, quarter 2016-Q1, half-year 2016-H1, year 2016; of other periods the last day */
            period?: string | null;
            /** @description petroleum, mg/L */
            petroleum?: number | null;
            /** @description how far petroleum is beyond the target, else class III, as a multiple of its limit */
            petroleum_multiple?: number | null;
            /** @description why there is no petroleum */
            petroleum_reason?: string | null;
            /** @description pH, no unit */
            ph?: number | null;
            /** @description how far ph is beyond the target, else class III, as a multiple of its limit */
            ph_multiple?: number | null;
            /** @description why there is no ph */
            ph_reason?: string | null;
            /** @description whether the figure may still change, since late data are expected or not all is evaluated: yes or no */
            provisional?: string | null;
            /** @description why there is no class */
            reason?: string | null;
            /** @description id of the region */
            region?: string | null;
            /** @description 1, and one more for each correction */
            revision?: number | null;
            /** @description id of the river */
            river?: string | null;
            /** @description sampling times with a value */
            samples?: number | null;
            /** @description selenium, mg/L */
            se?: number | null;
            /** @description how far se is beyond the target, else class III, as a multiple of its limit */
            se_multiple?: number | null;
            /** @description why there is no se */
            se_reason?: string | null;
            /** @description id of the section */
            section?: string | null;
            /** @description sulfide, mg/L */
            sulfide?: number | null;
            /** @description how far sulfide is beyond the target, else class III, as a multiple of its limit */
            sulfide_multiple?: number | null;
            /** @description why there is no sulfide */
            sulfide_reason?: string | null;
            /** @description class that is to be reached */
            target?: ("I" | "II" | "III" | "IV" | "V" | "worse-than-V") | null;
            /** @description total nitrogen, mg/L */
            tn?: number | null;
            /** @description how far tn is beyond the target, else class III, as a multiple of its limit */
            tn_multiple?: number | null;
            /** @description why there is no tn */
            tn_reason?: string | null;
            /** @description end, at +08:00 */
            to?: string | null;
            /** @description total phosphorus, mg/L */
            tp?: number | null;
            /** @description how far tp is beyond the target, else class III, as a multiple of its limit */
            tp_multiple?: number | null;
            /** @description why there is no tp */
            tp_reason?: string | null;
            /** @description transparency, m */
            transparency?: number | null;
            /** @description why there is no transparency */
            transparency_reason?: string | null;
            /** @description turbidity, NTU */
            turbidity?: number | null;
            /** @description why there is no turbidity */
            turbidity_reason?: string | null;
            /** @description valid, insufficient or missing */
            validity?: string | null;
            /** @description volatile phenol, mg/L */
            volatile_phenol?: number | null;
            /** @description how far volatile_phenol is beyond the target, else class III, as a multiple of its limit */
            volatile_phenol_multiple?: number | null;
            /** @description why there is no volatile_phenol */
            volatile_phenol_reason?: string | null;
            /** @description water temperature, degC */
            water_temperature?: number | null;
            /** @description how far water_temperature is beyond the target, else class III, as a multiple of its limit */
            water_temperature_multiple?: number | null;
            /** @description why there is no water_temperature */
            water_temperature_reason?: string | null;
            /** @description zinc, mg/L */
            zn?: number | null;
            /** @description how far zn is beyond the target, else class III, as a multiple of its limit */
            zn_multiple?: number | null;
            /** @description why there is no zn */
            zn_reason?: string | null;
        };
        WaterPeriodRowProfile: {
            algae_density?: number | null;
            algae_density_count?: number | null;
            algae_density_high?: number | null;
            algae_density_low?: number | null;
            as?: number | null;
            as_count?: number | null;
            as_high?: number | null;
            as_low?: number | null;
            bod5?: number | null;
            bod5_count?: number | null;
            bod5_high?: number | null;
            bod5_low?: number | null;
            cd?: number | null;
            cd_count?: number | null;
            cd_high?: number | null;
            cd_low?: number | null;
            chla?: number | null;
            chla_count?: number | null;
            chla_high?: number | null;
            chla_low?: number | null;
            cod?: number | null;
            cod_count?: number | null;
            cod_high?: number | null;
            cod_low?: number | null;
            codmn?: number | null;
            codmn_count?: number | null;
            codmn_high?: number | null;
            codmn_low?: number | null;
            conductivity?: number | null;
            conductivity_count?: number | null;
            conductivity_high?: number | null;
            conductivity_low?: number | null;
            cr6?: number | null;
            cr6_count?: number | null;
            cr6_high?: number | null;
            cr6_low?: number | null;
            cu?: number | null;
            cu_count?: number | null;
            cu_high?: number | null;
            cu_low?: number | null;
            cyanide?: number | null;
            cyanide_count?: number | null;
            cyanide_high?: number | null;
            cyanide_low?: number | null;
            do?: number | null;
            do_count?: number | null;
            do_high?: number | null;
            do_low?: number | null;
            fecal_coliform?: number | null;
            fecal_coliform_count?: number | null;
            fecal_coliform_high?: number | null;
            fecal_coliform_low?: number | null;
            fluoride?: number | null;
            fluoride_count?: number | null;
            fluoride_high?: number | null;
            fluoride_low?: number | null;
            /** @description hour 00 to 23, weekday 1 to 7 from Monday, month 01 to 12, season, sector of wind or its speed in whole m/s */
            group: string;
            hg?: number | null;
            hg_count?: number | null;
            hg_high?: number | null;
            hg_low?: number | null;
            las?: number | null;
            las_count?: number | null;
            las_high?: number | null;
            las_low?: number | null;
            nh3n?: number | null;
            nh3n_count?: number | null;
            nh3n_high?: number | null;
            nh3n_low?: number | null;
            pb?: number | null;
            pb_count?: number | null;
            pb_high?: number | null;
            pb_low?: number | null;
            petroleum?: number | null;
            petroleum_count?: number | null;
            petroleum_high?: number | null;
            petroleum_low?: number | null;
            ph?: number | null;
            ph_count?: number | null;
            ph_high?: number | null;
            ph_low?: number | null;
            profile: string;
            se?: number | null;
            se_count?: number | null;
            se_high?: number | null;
            se_low?: number | null;
            section: string;
            sulfide?: number | null;
            sulfide_count?: number | null;
            sulfide_high?: number | null;
            sulfide_low?: number | null;
            tn?: number | null;
            tn_count?: number | null;
            tn_high?: number | null;
            tn_low?: number | null;
            tp?: number | null;
            tp_count?: number | null;
            tp_high?: number | null;
            tp_low?: number | null;
            transparency?: number | null;
            transparency_count?: number | null;
            transparency_high?: number | null;
            transparency_low?: number | null;
            turbidity?: number | null;
            turbidity_count?: number | null;
            turbidity_high?: number | null;
            turbidity_low?: number | null;
            volatile_phenol?: number | null;
            volatile_phenol_count?: number | null;
            volatile_phenol_high?: number | null;
            volatile_phenol_low?: number | null;
            water_temperature?: number | null;
            water_temperature_count?: number | null;
            water_temperature_high?: number | null;
            water_temperature_low?: number | null;
            zn?: number | null;
            zn_count?: number | null;
            zn_high?: number | null;
            zn_low?: number | null;
        };
        WaterPeriodRowRun: {
            from: string;
            /** @description rows that follow each other */
            length: number;
            /** @description the largest value */
            peak: (number | ("I" | "II" | "III" | "IV" | "V" | "worse-than-V")) | null;
            peak_to: string;
            section: string;
            to: string;
        };
        WaterPeriodRowWide: {
            date?: string;
            from?: string;
            to?: string;
        } & {
            [key: string]: (number | ("I" | "II" | "III" | "IV" | "V" | "worse-than-V")) | null;
        };
        WaterReasons: {
            algae_density?: string;
            as?: string;
            bod5?: string;
            cd?: string;
            chla?: string;
            cod?: string;
            codmn?: string;
            conductivity?: string;
            cr6?: string;
            cu?: string;
            cyanide?: string;
            do?: string;
            fecal_coliform?: string;
            fluoride?: string;
            hg?: string;
            las?: string;
            nh3n?: string;
            pb?: string;
            petroleum?: string;
            ph?: string;
            se?: string;
            sulfide?: string;
            tn?: string;
            tp?: string;
            transparency?: string;
            turbidity?: string;
            volatile_phenol?: string;
            water_temperature?: string;
            zn?: string;
        };
        WaterSampleRow: {
            /** @description algae density, cells/L */
            algae_density?: number | null;
            /** @description why there is no algae_density */
            algae_density_reason?: string | null;
            /** @description arsenic, mg/L */
            as?: number | null;
            /** @description how far as is beyond the target, else class III, as a multiple of its limit */
            as_multiple?: number | null;
            /** @description why there is no as */
            as_reason?: string | null;
            /** @description classes beyond the target, 0 where it is met */
            beyond?: number | null;
            /** @description five-day biochemical oxygen demand, mg/L */
            bod5?: number | null;
            /** @description how far bod5 is beyond the target, else class III, as a multiple of its limit */
            bod5_multiple?: number | null;
            /** @description why there is no bod5 */
            bod5_reason?: string | null;
            /** @description cadmium, mg/L */
            cd?: number | null;
            /** @description how far cd is beyond the target, else class III, as a multiple of its limit */
            cd_multiple?: number | null;
            /** @description why there is no cd */
            cd_reason?: string | null;
            /** @description when it was stored or last changed */
            changed_at?: string | null;
            /** @description chlorophyll-a, mg/L */
            chla?: number | null;
            /** @description why there is no chla */
            chla_reason?: string | null;
            /** @description I to V, or worse-than-V */
            class?: ("I" | "II" | "III" | "IV" | "V" | "worse-than-V") | null;
            /** @description chemical oxygen demand, mg/L */
            cod?: number | null;
            /** @description how far cod is beyond the target, else class III, as a multiple of its limit */
            cod_multiple?: number | null;
            /** @description why there is no cod */
            cod_reason?: string | null;
            /** @description permanganate index, mg/L */
            codmn?: number | null;
            /** @description how far codmn is beyond the target, else class III, as a multiple of its limit */
            codmn_multiple?: number | null;
            /** @description why there is no codmn */
            codmn_reason?: string | null;
            /** @description conductivity, uS/cm */
            conductivity?: number | null;
            /** @description why there is no conductivity */
            conductivity_reason?: string | null;
            /** @description chromium VI, mg/L */
            cr6?: number | null;
            /** @description how far cr6 is beyond the target, else class III, as a multiple of its limit */
            cr6_multiple?: number | null;
            /** @description why there is no cr6 */
            cr6_reason?: string | null;
            /** @description copper, mg/L */
            cu?: number | null;
            /** @description how far cu is beyond the target, else class III, as a multiple of its limit */
            cu_multiple?: number | null;
            /** @description why there is no cu */
            cu_reason?: string | null;
            /** @description cyanide, mg/L */
            cyanide?: number | null;
            /** @description how far cyanide is beyond the target, else class III, as a multiple of its limit */
            cyanide_multiple?: number | null;
            /** @description why there is no cyanide */
            cyanide_reason?: string | null;
            /** @description how far the data of its whole time were checked: reviewed or audited, null where some are live */
            data_state?: string | null;
            /** @description items that have the class */
            determining?: string[];
            /** @description dissolved oxygen, mg/L */
            do?: number | null;
            /** @description how far do is beyond the target, else class III, as a multiple of its limit */
            do_multiple?: number | null;
            /** @description why there is no do */
            do_reason?: string | null;
            /** @description edition of GB 3838 */
            edition?: string | null;
            /** @description items beyond the target, else class III */
            exceeding?: string[];
            /** @description fecal coliform, 1/L */
            fecal_coliform?: number | null;
            /** @description how far fecal_coliform is beyond the target, else class III, as a multiple of its limit */
            fecal_coliform_multiple?: number | null;
            /** @description why there is no fecal_coliform */
            fecal_coliform_reason?: string | null;
            /** @description fluoride, mg/L */
            fluoride?: number | null;
            /** @description how far fluoride is beyond the target, else class III, as a multiple of its limit */
            fluoride_multiple?: number | null;
            /** @description why there is no fluoride */
            fluoride_reason?: string | null;
            /** @description begin, at +08:00 */
            from?: string | null;
            /** @description mercury, mg/L */
            hg?: number | null;
            /** @description how far hg is beyond the target, else class III, as a multiple of its limit */
            hg_multiple?: number | null;
            /** @description why there is no hg */
            hg_reason?: string | null;
            /** @description id of the lake */
            lake?: string | null;
            /** @description anionic surfactant, mg/L */
            las?: number | null;
            /** @description how far las is beyond the target, else class III, as a multiple of its limit */
            las_multiple?: number | null;
            /** @description why there is no las */
            las_reason?: string | null;
            /** @description ammonia nitrogen, mg/L */
            nh3n?: number | null;
            /** @description how far nh3n is beyond the target, else class III, as a multiple of its limit */
            nh3n_multiple?: number | null;
            /** @description why there is no nh3n */
            nh3n_reason?: string | null;
            /** @description lead, mg/L */
            pb?: number | null;
            /** @description how far pb is beyond the target, else class III, as a multiple of its limit */
            pb_multiple?: number | null;
            /** @description why there is no pb */
            pb_reason?: string | null;
            /** @description petroleum, mg/L */
            petroleum?: number | null;
            /** @description how far petroleum is beyond the target, else class III, as a multiple of its limit */
            petroleum_multiple?: number | null;
            /** @description why there is no petroleum */
            petroleum_reason?: string | null;
            /** @description pH, no unit */
            ph?: number | null;
            /** @description how far ph is beyond the target, else class III, as a multiple of its limit */
            ph_multiple?: number | null;
            /** @description why there is no ph */
            ph_reason?: string | null;
            /** @description whether the figure may still change, since late data are expected or not all is evaluated: yes or no */
            provisional?: string | null;
            /** @description why there is no class */
            reason?: string | null;
            /** @description id of the region */
            region?: string | null;
            /** @description 1, and one more for each correction */
            revision?: number | null;
            /** @description id of the river */
            river?: string | null;
            /** @description selenium, mg/L */
            se?: number | null;
            /** @description how far se is beyond the target, else class III, as a multiple of its limit */
            se_multiple?: number | null;
            /** @description why there is no se */
            se_reason?: string | null;
            /** @description id of the section */
            section?: string | null;
            /** @description sulfide, mg/L */
            sulfide?: number | null;
            /** @description how far sulfide is beyond the target, else class III, as a multiple of its limit */
            sulfide_multiple?: number | null;
            /** @description why there is no sulfide */
            sulfide_reason?: string | null;
            /** @description class that is to be reached */
            target?: ("I" | "II" | "III" | "IV" | "V" | "worse-than-V") | null;
            /** @description total nitrogen, mg/L */
            tn?: number | null;
            /** @description how far tn is beyond the target, else class III, as a multiple of its limit */
            tn_multiple?: number | null;
            /** @description why there is no tn */
            tn_reason?: string | null;
            /** @description end, at +08:00 */
            to?: string | null;
            /** @description total phosphorus, mg/L */
            tp?: number | null;
            /** @description how far tp is beyond the target, else class III, as a multiple of its limit */
            tp_multiple?: number | null;
            /** @description why there is no tp */
            tp_reason?: string | null;
            /** @description transparency, m */
            transparency?: number | null;
            /** @description why there is no transparency */
            transparency_reason?: string | null;
            /** @description turbidity, NTU */
            turbidity?: number | null;
            /** @description why there is no turbidity */
            turbidity_reason?: string | null;
            /** @description volatile phenol, mg/L */
            volatile_phenol?: number | null;
            /** @description how far volatile_phenol is beyond the target, else class III, as a multiple of its limit */
            volatile_phenol_multiple?: number | null;
            /** @description why there is no volatile_phenol */
            volatile_phenol_reason?: string | null;
            /** @description water temperature, degC */
            water_temperature?: number | null;
            /** @description how far water_temperature is beyond the target, else class III, as a multiple of its limit */
            water_temperature_multiple?: number | null;
            /** @description why there is no water_temperature */
            water_temperature_reason?: string | null;
            /** @description zinc, mg/L */
            zn?: number | null;
            /** @description how far zn is beyond the target, else class III, as a multiple of its limit */
            zn_multiple?: number | null;
            /** @description why there is no zn */
            zn_reason?: string | null;
        };
        WaterSampleRowProfile: {
            algae_density?: number | null;
            algae_density_count?: number | null;
            algae_density_high?: number | null;
            algae_density_low?: number | null;
            as?: number | null;
            as_count?: number | null;
            as_high?: number | null;
            as_low?: number | null;
            bod5?: number | null;
            bod5_count?: number | null;
            bod5_high?: number | null;
            bod5_low?: number | null;
            cd?: number | null;
            cd_count?: number | null;
            cd_high?: number | null;
            cd_low?: number | null;
            chla?: number | null;
            chla_count?: number | null;
            chla_high?: number | null;
            chla_low?: number | null;
            cod?: number | null;
            cod_count?: number | null;
            cod_high?: number | null;
            cod_low?: number | null;
            codmn?: number | null;
            codmn_count?: number | null;
            codmn_high?: number | null;
            codmn_low?: number | null;
            conductivity?: number | null;
            conductivity_count?: number | null;
            conductivity_high?: number | null;
            conductivity_low?: number | null;
            cr6?: number | null;
            cr6_count?: number | null;
            cr6_high?: number | null;
            cr6_low?: number | null;
            cu?: number | null;
            cu_count?: number | null;
            cu_high?: number | null;
            cu_low?: number | null;
            cyanide?: number | null;
            cyanide_count?: number | null;
            cyanide_high?: number | null;
            cyanide_low?: number | null;
            do?: number | null;
            do_count?: number | null;
            do_high?: number | null;
            do_low?: number | null;
            fecal_coliform?: number | null;
            fecal_coliform_count?: number | null;
            fecal_coliform_high?: number | null;
            fecal_coliform_low?: number | null;
            fluoride?: number | null;
            fluoride_count?: number | null;
            fluoride_high?: number | null;
            fluoride_low?: number | null;
            /** @description hour 00 to 23, weekday 1 to 7 from Monday, month 01 to 12, season, sector of wind or its speed in whole m/s */
            group: string;
            hg?: number | null;
            hg_count?: number | null;
            hg_high?: number | null;
            hg_low?: number | null;
            las?: number | null;
            las_count?: number | null;
            las_high?: number | null;
            las_low?: number | null;
            nh3n?: number | null;
            nh3n_count?: number | null;
            nh3n_high?: number | null;
            nh3n_low?: number | null;
            pb?: number | null;
            pb_count?: number | null;
            pb_high?: number | null;
            pb_low?: number | null;
            petroleum?: number | null;
            petroleum_count?: number | null;
            petroleum_high?: number | null;
            petroleum_low?: number | null;
            ph?: number | null;
            ph_count?: number | null;
            ph_high?: number | null;
            ph_low?: number | null;
            profile: string;
            se?: number | null;
            se_count?: number | null;
            se_high?: number | null;
            se_low?: number | null;
            section: string;
            sulfide?: number | null;
            sulfide_count?: number | null;
            sulfide_high?: number | null;
            sulfide_low?: number | null;
            tn?: number | null;
            tn_count?: number | null;
            tn_high?: number | null;
            tn_low?: number | null;
            tp?: number | null;
            tp_count?: number | null;
            tp_high?: number | null;
            tp_low?: number | null;
            transparency?: number | null;
            transparency_count?: number | null;
            transparency_high?: number | null;
            transparency_low?: number | null;
            turbidity?: number | null;
            turbidity_count?: number | null;
            turbidity_high?: number | null;
            turbidity_low?: number | null;
            volatile_phenol?: number | null;
            volatile_phenol_count?: number | null;
            volatile_phenol_high?: number | null;
            volatile_phenol_low?: number | null;
            water_temperature?: number | null;
            water_temperature_count?: number | null;
            water_temperature_high?: number | null;
            water_temperature_low?: number | null;
            zn?: number | null;
            zn_count?: number | null;
            zn_high?: number | null;
            zn_low?: number | null;
        };
        WaterSampleRowRun: {
            from: string;
            /** @description rows that follow each other */
            length: number;
            /** @description the largest value */
            peak: (number | ("I" | "II" | "III" | "IV" | "V" | "worse-than-V")) | null;
            peak_to: string;
            section: string;
            to: string;
        };
        WaterSampleRowWide: {
            date?: string;
            from?: string;
            to?: string;
        } & {
            [key: string]: (number | ("I" | "II" | "III" | "IV" | "V" | "worse-than-V")) | null;
        };
        WaterSummary: {
            assessment: string;
            basis: string;
            byControl: {
                municipal?: components["schemas"]["AreaShares"];
                national?: components["schemas"]["AreaShares"];
                none?: components["schemas"]["AreaShares"];
                provincial?: components["schemas"]["AreaShares"];
            };
            change?: {
                /** @description over the sections alone that have a class of the same items in both periods */
                periodBefore: components["schemas"]["ClassComparison"];
                /** @description over the sections alone that have a class of the same items in both periods */
                yearEarlier: components["schemas"]["ClassComparison"];
            };
            computedAt: string;
            /** @description only sections of these levels of control */
            control?: string[];
            /** @description sections that are registered and that have a class, and which of both numbers chose the basis */
            counted: {
                /** @enum {string} */
                by: "registered" | "reporting";
                registered: number;
                reporting: number;
            };
            /**
             * @description how far the data of its whole time were checked; absent where some are live. Of audited data late ones are not expected any more: the figure is not `provisional`
             * @enum {string}
             */
            dataState?: "reviewed" | "audited";
            derivation?: components["schemas"]["Step"][];
            edition: string;
            evaluation: components["schemas"]["EvaluationState"];
            from: string;
            lakes: {
                /** @description of five sections or more: these have a level and no class */
                byProportion: number;
                counts: {
                    I: number;
                    II: number;
                    III: number;
                    IV: number;
                    V: number;
                    "worse-than-V": number;
                };
                each: {
                    class: ("I" | "II" | "III" | "IV" | "V" | "worse-than-V") | null;
                    lake: string;
                    level: components["schemas"]["WaterLevel"] | null;
                    name: {
                        en: string;
                        zh: string;
                    };
                    reason?: string;
                    trophic: components["schemas"]["TrophicIndex"];
                }[];
                evaluated: number;
                withoutData: number;
            };
            level: components["schemas"]["WaterLevel"] | null;
            mainItems: (components["schemas"]["MainItem"] | {
                /** @enum {string} */
                item: "water_temperature" | "ph" | "do" | "codmn" | "cod" | "bod5" | "nh3n" | "tp" | "tn" | "cu" | "zn" | "fluoride" | "se" | "as" | "hg" | "cd" | "cr6" | "pb" | "cyanide" | "volatile_phenol" | "petroleum" | "las" | "sulfide" | "fecal_coliform";
                /** @description in which the item is beyond class III */
                sections: number;
                /** @description per cent of all sections with a class */
                share: number | null;
                shareMissing?: string;
            })[];
            method: string;
            period: string;
            /** @description true while the time runs, late data are expected (LANBI_PROVISIONAL_HOURS; not of audited data), or not all that is stored is evaluated */
            provisional: boolean;
            revision: number;
            /** @description how many rivers at each class, and each of them */
            rivers: {
                /** @description of five sections or more: these have a level and no class */
                byProportion: number;
                counts: {
                    I: number;
                    II: number;
                    III: number;
                    IV: number;
                    V: number;
                    "worse-than-V": number;
                };
                each: {
                    /**
                     * @description below five sections by the mean, else by proportion; `counted` says of which
                     * @enum {string}
                     */
                    basis: "mean" | "proportion" | "mixed";
                    class: ("I" | "II" | "III" | "IV" | "V" | "worse-than-V") | null;
                    /** @description sections that are registered and that have a class, and which of both numbers chose the basis */
                    counted: {
                        /** @enum {string} */
                        by: "registered" | "reporting";
                        registered: number;
                        reporting: number;
                    };
                    level: components["schemas"]["WaterLevel"] | null;
                    mainItems: (components["schemas"]["MainItem"] | {
                        /** @enum {string} */
                        item: "water_temperature" | "ph" | "do" | "codmn" | "cod" | "bod5" | "nh3n" | "tp" | "tn" | "cu" | "zn" | "fluoride" | "se" | "as" | "hg" | "cd" | "cr6" | "pb" | "cyanide" | "volatile_phenol" | "petroleum" | "las" | "sulfide" | "fecal_coliform";
                        /** @description in which the item is beyond class III */
                        sections: number;
                        /** @description per cent of all sections with a class */
                        share: number | null;
                        shareMissing?: string;
                    })[];
                    name: {
                        en: string;
                        zh: string;
                    };
                    reason?: string;
                    river: string;
                    /** @description the class of each section by its id */
                    sections: {
                        [key: string]: ("I" | "II" | "III" | "IV" | "V" | "worse-than-V") | null;
                    };
                }[];
                evaluated: number;
                withoutData: number;
            };
            scope: string;
            /** @description shares of each class in percent, class I to III, attainment of the targets */
            sections: components["schemas"]["AreaShares"];
            /** @description every standard that was used */
            standards: {
                edition: string;
                /** @enum {string} */
                stage?: "transition" | "final";
            }[];
            /** @description sections without water or samples on some days: these days are in no mean, class or share, and nothing is expected on them */
            states?: {
                /** @description who says so: `/v1/annotations/{id}` */
                annotation: number;
                /** @description the first day within the period */
                from: string;
                name: {
                    en: string;
                    zh: string;
                };
                section: string;
                /** @enum {string} */
                state: "no-flow" | "frozen" | "dry" | "not-sampled";
                stateName: {
                    en: string;
                    zh: string;
                };
                until: string;
            }[];
            to: string;
            validity: components["schemas"]["Validity"];
        };
        WaterValues: {
            algae_density?: number | null;
            as?: number | null;
            bod5?: number | null;
            cd?: number | null;
            chla?: number | null;
            cod?: number | null;
            codmn?: number | null;
            conductivity?: number | null;
            cr6?: number | null;
            cu?: number | null;
            cyanide?: number | null;
            do?: number | null;
            fecal_coliform?: number | null;
            fluoride?: number | null;
            hg?: number | null;
            las?: number | null;
            nh3n?: number | null;
            pb?: number | null;
            petroleum?: number | null;
            ph?: number | null;
            se?: number | null;
            sulfide?: number | null;
            tn?: number | null;
            tp?: number | null;
            transparency?: number | null;
            turbidity?: number | null;
            volatile_phenol?: number | null;
            water_temperature?: number | null;
            zn?: number | null;
        };
    };
    responses: {
        /** @description not now; `Retry-After` says when to come again */
        NotNow: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description what was asked for can not be answered */
        Refused: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
