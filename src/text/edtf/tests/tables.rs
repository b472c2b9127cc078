//! The tables: every example of the Library of Congress specification, and more of each kind.

/// The examples of the specification (of 4 February 2019), by level and feature; all have a row in [`DATES`].
pub const EXAMPLES: &str = "
0 date: 1985-04-12 1985-04 1985
0 date and time: 1985-04-12T23:20:30 1985-04-12T23:20:30Z 1985-04-12T23:20:30-04 1985-04-12T23:20:30+04:30
0 interval: 1964/2008 2004-06/2006-08 2004-02-01/2005-02-08 2004-02-01/2005-02 2004-02-01/2005 2005/2006-02
1 year with a letter: Y170000002 Y-170000002
1 season: 2001-21
1 qualified date: 1984? 2004-06~ 2004-06-11%
1 unspecified from the right: 201X 20XX 2004-XX 1985-04-XX 1985-XX-XX
1 open end: 1985-04-12/.. 1985-04/.. 1985/..
1 open start: ../1985-04-12 ../1985-04 ../1985
1 unknown end: 1985-04-12/ 1985-04/ 1985/
1 unknown start: /1985-04-12 /1985-04 /1985
1 negative year: -1985
2 exponential year: Y-17E7
2 significant digits: 1950S2 Y171010000S3 Y3388E2S3
2 part of a year: 2001-34
2 one of a set: [1667,1668,1670..1672] [..1760-12-03] [1760-12..] [1760-01,1760-02,1760-12..] [1667,1760-12] [..1984]
2 all of a set: {1667,1668,1670..1672} {1960,1961-12} {..1984}
2 qualified group: 2004-06-11% 2004-06~-11 2004?-06-11
2 qualified part: ?2004-06-~11 2004-%06-11
2 unspecified anywhere: 156X-12-25 15XX-12-25 XXXX-12-XX 1XXX-XX 1XXX-12 1984-1X
2 interval: 2004-06-~01/2004-06-~20 2004-06-XX/2004-07-03
";

/// `date | earliest | latest | group | precision | sentence`, and after `=` the canonical text where it
/// is another. Bounds: `..` open, `-` unknown.
pub const DATES: &str = "
1985-04-12 | 1985-04-12 | 1985-04-12 | 1985-04 | Day | 12 April 1985
1985-04 | 1985-04-01 | 1985-04-30 | 1985-04 | Month | April 1985
1985 | 1985-01-01 | 1985-12-31 | 1985 | Year | 1985
2020-02-29 | 2020-02-29 | 2020-02-29 | 2020-02 | Day | 29 February 2020
2000-02 | 2000-02-01 | 2000-02-29 | 2000-02 | Month | February 2000
1900-02 | 1900-02-01 | 1900-02-28 | 1900-02 | Month | February 1900
0000 | 0000-01-01 | 0000-12-31 | 0000 | Year | 1 BC
0045-12-05 | 0045-12-05 | 0045-12-05 | 0045-12 | Day | 5 December AD 45
1985-04-12T23:20:30 | 1985-04-12 | 1985-04-12 | 1985-04 | Day | 12 April 1985, 23:20:30
1985-04-12T23:20:30Z | 1985-04-12 | 1985-04-12 | 1985-04 | Day | 12 April 1985, 23:20:30 (UTC)
1985-04-12T23:20:30-04 | 1985-04-12 | 1985-04-12 | 1985-04 | Day | 12 April 1985, 23:20:30 (UTC-04)
1985-04-12T23:20:30+04:30 | 1985-04-12 | 1985-04-12 | 1985-04 | Day | 12 April 1985, 23:20:30 (UTC+04:30)
2016-12-31T23:59:60Z | 2016-12-31 | 2016-12-31 | 2016-12 | Day | 31 December 2016, 23:59:60 (UTC)
2018-12-05T10:30:00+08:00 | 2018-12-05 | 2018-12-05 | 2018-12 | Day | 5 December 2018, 10:30 (UTC+08:00)
1964/2008 | 1964-01-01 | 2008-12-31 | 1964 | Interval | 1964 to 2008
2004-06/2006-08 | 2004-06-01 | 2006-08-31 | 2004-06 | Interval | June 2004 to August 2006
2004-02-01/2005-02-08 | 2004-02-01 | 2005-02-08 | 2004-02 | Interval | 1 February 2004 to 8 February 2005
2004-02-01/2005-02 | 2004-02-01 | 2005-02-28 | 2004-02 | Interval | 1 February 2004 to February 2005
2004-02-01/2005 | 2004-02-01 | 2005-12-31 | 2004-02 | Interval | 1 February 2004 to 2005
2005/2006-02 | 2005-01-01 | 2006-02-28 | 2005 | Interval | 2005 to February 2006
2022-02-28/2022-03-07 | 2022-02-28 | 2022-03-07 | 2022-02 | Interval | 28 February to 7 March 2022
2018-12-01/2018-12-05 | 2018-12-01 | 2018-12-05 | 2018-12 | Interval | 1 to 5 December 2018
2018-12-05/2018-12-05 | 2018-12-05 | 2018-12-05 | 2018-12 | Interval | 5 December 2018
2022-01/2022-03 | 2022-01-01 | 2022-03-31 | 2022-01 | Interval | January to March 2022
2018-09/2019-01 | 2018-09-01 | 2019-01-31 | 2018-09 | Interval | September 2018 to January 2019
Y170000002 | 170000002-01-01 | 170000002-12-31 | 170000002 | Year | the year 170000002
Y-170000002 | -170000002-01-01 | -170000002-12-31 | -170000002 | Year | 170000003 BC
2001-21 | 2001-03-01 | 2001-05-31 | 2001 | Season | spring 2001
2001-22 | 2001-06-01 | 2001-08-31 | 2001 | Season | summer 2001
2001-23 | 2001-09-01 | 2001-11-30 | 2001 | Season | autumn 2001
2003-24 | 2003-12-01 | 2004-02-29 | 2003 | Season | winter 2003
1984? | 1984-01-01 | 1984-12-31 | 1984 | Year | possibly 1984
2004-06~ | 2004-06-01 | 2004-06-30 | 2004-06 | Month | about June 2004
2004-06-11% | 2004-06-11 | 2004-06-11 | 2004-06 | Day | possibly about 11 June 2004
2022-03~ | 2022-03-01 | 2022-03-31 | 2022-03 | Month | about March 2022
2019-21~ | 2019-03-01 | 2019-05-31 | 2019 | Season | about spring 2019
201X | 2010-01-01 | 2019-12-31 | 2010 | Decade | the 2010s
20XX | 2000-01-01 | 2099-12-31 | 2000 | Century | between 2000 and 2099
201X? | 2010-01-01 | 2019-12-31 | 2010 | Decade | possibly the 2010s
19XX~ | 1900-01-01 | 1999-12-31 | 1900 | Century | roughly between 1900 and 1999
2004-XX | 2004-01-01 | 2004-12-31 | 2004 | Year | 2004, month unknown
1985-04-XX | 1985-04-01 | 1985-04-30 | 1985-04 | Month | April 1985, day unknown
1985-XX-XX | 1985-01-01 | 1985-12-31 | 1985 | Year | 1985, month and day unknown
1985-04-12/.. | 1985-04-12 | .. | 1985-04 | Interval | since 12 April 1985
1985-04/.. | 1985-04-01 | .. | 1985-04 | Interval | since April 1985
1985/.. | 1985-01-01 | .. | 1985 | Interval | since 1985
../1985-04-12 | .. | 1985-04-12 | 1985-04 | Interval | until 12 April 1985
../1985-04 | .. | 1985-04-30 | 1985-04 | Interval | until April 1985
../1985 | .. | 1985-12-31 | 1985 | Interval | until 1985
1985-04-12/ | 1985-04-12 | - | 1985-04 | Interval | from 12 April 1985, end unknown
1985-04/ | 1985-04-01 | - | 1985-04 | Interval | from April 1985, end unknown
1985/ | 1985-01-01 | - | 1985 | Interval | from 1985, end unknown
/1985-04-12 | - | 1985-04-12 | 1985-04 | Interval | until 12 April 1985, start unknown
/1985-04 | - | 1985-04-30 | 1985-04 | Interval | until April 1985, start unknown
/1985 | - | 1985-12-31 | 1985 | Interval | until 1985, start unknown
1984~/2004-06 | 1984-01-01 | 2004-06-30 | 1984 | Interval | about 1984 to June 2004
1984/2004-06~ | 1984-01-01 | 2004-06-30 | 1984 | Interval | 1984 to about June 2004
1984?/2004% | 1984-01-01 | 2004-12-31 | 1984 | Interval | possibly 1984 to possibly about 2004
1984-06-02?/2004-08-08~ | 1984-06-02 | 2004-08-08 | 1984-06 | Interval | possibly 2 June 1984 to about 8 August 2004
1984-06-02?/ | 1984-06-02 | - | 1984-06 | Interval | from possibly 2 June 1984, end unknown
2017-05-XX/.. | 2017-05-01 | .. | 2017-05 | Interval | since May 2017 (day unknown)
../201X | .. | 2019-12-31 | 2019 | Interval | until the 2010s
19XX/2004 | 1900-01-01 | 2004-12-31 | 1900 | Interval | from some time between 1900 and 1999 to 2004
2004/XXXX | 2004-01-01 | - | 2004 | Interval | from 2004, end unknown
-1985 | -1985-01-01 | -1985-12-31 | -1985 | Year | 1986 BC
-0043-03-15 | -0043-03-15 | -0043-03-15 | -0043-03 | Day | 15 March 44 BC
-0002/0002 | -0002-01-01 | 0002-12-31 | -0002 | Interval | 3 BC to AD 2
Y-17E7=Y-170000000 | -170000000-01-01 | -170000000-12-31 | -170000000 | Year | 170000001 BC
Y17E7=Y170000000 | 170000000-01-01 | 170000000-12-31 | 170000000 | Year | the year 170000000
1950S2 | 1900-01-01 | 1999-12-31 | 1900 | Century | about 1950, between 1900 and 1999
-1950S2 | -1999-01-01 | -1900-12-31 | -1999 | Century | about 1951 BC, between 2000 BC and 1901 BC
1950S4 | 1950-01-01 | 1950-12-31 | 1950 | Year | 1950
Y171010000S3 | 171000000-01-01 | 171999999-12-31 | 171000000 | Millennium | about the year 171010000, between the year 171000000 and the year 171999999
Y3388E2S3=Y338800S3 | 338000-01-01 | 338999-12-31 | 338000 | Millennium | about the year 338800, between the year 338000 and the year 338999
1950S2~ | 1900-01-01 | 1999-12-31 | 1900 | Century | about 1950, between 1900 and 1999
2001-25 | 2001-03-01 | 2001-05-31 | 2001 | Season | spring 2001, northern hemisphere
2001-26 | 2001-06-01 | 2001-08-31 | 2001 | Season | summer 2001, northern hemisphere
2001-27 | 2001-09-01 | 2001-11-30 | 2001 | Season | autumn 2001, northern hemisphere
2001-28 | 2001-12-01 | 2002-02-28 | 2001 | Season | winter 2001, northern hemisphere
2001-29 | 2001-09-01 | 2001-11-30 | 2001 | Season | spring 2001, southern hemisphere
2001-30 | 2001-12-01 | 2002-02-28 | 2001 | Season | summer 2001, southern hemisphere
2001-31 | 2001-03-01 | 2001-05-31 | 2001 | Season | autumn 2001, southern hemisphere
2001-32 | 2001-06-01 | 2001-08-31 | 2001 | Season | winter 2001, southern hemisphere
2001-33 | 2001-01-01 | 2001-03-31 | 2001 | Season | the first quarter of 2001
2001-34 | 2001-04-01 | 2001-06-30 | 2001 | Season | the second quarter of 2001
2001-35 | 2001-07-01 | 2001-09-30 | 2001 | Season | the third quarter of 2001
2001-36 | 2001-10-01 | 2001-12-31 | 2001 | Season | the fourth quarter of 2001
2001-37 | 2001-01-01 | 2001-04-30 | 2001 | Season | the first four months of 2001
2001-38 | 2001-05-01 | 2001-08-31 | 2001 | Season | the middle four months of 2001
2001-39 | 2001-09-01 | 2001-12-31 | 2001 | Season | the last four months of 2001
2001-40 | 2001-01-01 | 2001-06-30 | 2001 | Season | the first half of 2001
2001-41 | 2001-07-01 | 2001-12-31 | 2001 | Season | the second half of 2001
2018-21/2018-24 | 2018-03-01 | 2019-02-28 | 2018 | Interval | spring 2018 to winter 2018
XXXX-21 | - | - | undated | Unknown | spring, year unknown
[1667,1668,1670..1672] | 1667-01-01 | 1672-12-31 | 1667 | Set | 1667, 1668 or 1670 to 1672
[..1760-12-03] | .. | 1760-12-03 | 1760-12 | Set | on or before 3 December 1760
[1760-12..] | 1760-12-01 | .. | 1760-12 | Set | in or after December 1760
[1760-01,1760-02,1760-12..] | 1760-01-01 | .. | 1760-01 | Set | January 1760, February 1760 or December 1760 or later
[1667,1760-12] | 1667-01-01 | 1760-12-31 | 1667 | Set | 1667 or December 1760
[..1984] | .. | 1984-12-31 | 1984 | Set | in or before 1984
[..1760,1800..] | .. | .. | undated | Set | 1760 or earlier or 1800 or later
[2022-02-28..2022-03-07] | 2022-02-28 | 2022-03-07 | 2022-02 | Set | between 28 February and 7 March 2022
[1670..1672] | 1670-01-01 | 1672-12-31 | 1670 | Set | between 1670 and 1672
[1984..1984] | 1984-01-01 | 1984-12-31 | 1984 | Set | 1984
[1984~..1986-05] | 1984-01-01 | 1986-05-31 | 1984 | Set | between about 1984 and May 1986
[1984] | 1984-01-01 | 1984-12-31 | 1984 | Set | 1984
[1984,XXXX] | - | - | undated | Set | 1984 or date unknown
{1667,1668,1670..1672} | 1667-01-01 | 1672-12-31 | 1667 | Set | 1667, 1668 and 1670 to 1672
{1960,1961-12} | 1960-01-01 | 1961-12-31 | 1960 | Set | 1960 and December 1961
{..1984} | .. | 1984-12-31 | 1984 | Set | all years up to 1984
{2018-12..} | 2018-12-01 | .. | 2018-12 | Set | all months from December 2018
{2019-03-04,2018-12-05} | 2018-12-05 | 2019-03-04 | 2018-12 | Set | 4 March 2019 and 5 December 2018
2004-06~-11 | 2004-06-11 | 2004-06-11 | 2004-06 | Day | 11 June 2004, year and month approximate
2004?-06-11 | 2004-06-11 | 2004-06-11 | 2004-06 | Day | 11 June 2004, year uncertain
?2004-06-~11=2004?-06-~11 | 2004-06-11 | 2004-06-11 | 2004-06 | Day | 11 June 2004, year uncertain; day approximate
2004-%06-11 | 2004-06-11 | 2004-06-11 | 2004-06 | Day | 11 June 2004, month uncertain and approximate
2004?-06~-11=2004%-~06-11 | 2004-06-11 | 2004-06-11 | 2004-06 | Day | 11 June 2004, year uncertain and approximate; month approximate
%2004-%06-%11=2004-06-11% | 2004-06-11 | 2004-06-11 | 2004-06 | Day | possibly about 11 June 2004
~1984=1984~ | 1984-01-01 | 1984-12-31 | 1984 | Year | about 1984
2004-~06-XX | 2004-06-01 | 2004-06-30 | 2004-06 | Month | June 2004, day unknown; month approximate
156X-12-25 | 1560-12-25 | 1569-12-25 | 1560 | Decade | 25 December in the 1560s
15XX-12-25 | 1500-12-25 | 1599-12-25 | 1500 | Century | 25 December of a year between 1500 and 1599
XXXX-12-XX | - | - | undated | Unknown | December, day and year unknown
XXXX-12-25 | - | - | undated | Unknown | 25 December, year unknown
1XXX-XX | 1000-01-01 | 1999-12-31 | 1000 | Millennium | between 1000 and 1999, month unknown
1XXX-12 | 1000-12-01 | 1999-12-31 | 1000 | Millennium | December of a year between 1000 and 1999
1984-1X | 1984-10-01 | 1984-12-31 | 1984 | Year | between October and December 1984
156X-02-29 | 1560-02-29 | 1568-02-29 | 1560 | Decade | 29 February in the 1560s
19X5 | 1905-01-01 | 1995-12-31 | 1905 | Century | between 1905 and 1995, 19X5
1X60-05 | 1060-05-01 | 1960-05-31 | 1060 | Millennium | May of a year between 1060 and 1960, 1X60
2018-XX-12 | 2018-01-12 | 2018-12-12 | 2018 | Year | day 12 of an unknown month of 2018
2018-XX-31 | 2018-01-31 | 2018-12-31 | 2018 | Year | day 31 of an unknown month of 2018
2018-0X-31 | 2018-01-31 | 2018-08-31 | 2018 | Year | between 31 January and 31 August 2018, 2018-0X-31
2018-04-1X | 2018-04-10 | 2018-04-19 | 2018-04 | Month | between 10 and 19 April 2018
2018-04-3X | 2018-04-30 | 2018-04-30 | 2018-04 | Month | 30 April 2018
2018-04-X5 | 2018-04-05 | 2018-04-25 | 2018-04 | Month | between 5 and 25 April 2018, 2018-04-X5
XXXX-1X | - | - | undated | Unknown | date known only in part, XXXX-1X
-00XX | -0099-01-01 | 0000-12-31 | -0099 | Century | between 100 BC and 1 BC
-1XXX | -1999-01-01 | -1000-12-31 | -1999 | Millennium | between 2000 BC and 1001 BC
2004-06-~01/2004-06-~20 | 2004-06-01 | 2004-06-20 | 2004-06 | Interval | from 1 June 2004 (day approximate) to 20 June 2004 (day approximate)
2004-06-XX/2004-07-03 | 2004-06-01 | 2004-07-03 | 2004-06 | Interval | from June 2004 (day unknown) to 3 July 2004
XXXX | - | - | undated | Unknown | date unknown
XXXX-XX | - | - | undated | Unknown | date unknown
XXXX-XX-XX | - | - | undated | Unknown | date unknown
XXXX? | - | - | undated | Unknown | date unknown
XXXX/.. | - | .. | undated | Interval | date unknown
9999 | 9999-01-01 | 9999-12-31 | 9999 | Year | 9999
-9999 | -9999-01-01 | -9999-12-31 | -9999 | Year | 10000 BC
1985-04-12T23:20:30+00 | 1985-04-12 | 1985-04-12 | 1985-04 | Day | 12 April 1985, 23:20:30 (UTC+00)
2004~ | 2004-01-01 | 2004-12-31 | 2004 | Year | about 2004
2004% | 2004-01-01 | 2004-12-31 | 2004 | Year | possibly about 2004
2004-06? | 2004-06-01 | 2004-06-30 | 2004-06 | Month | possibly June 2004
2004-06-11? | 2004-06-11 | 2004-06-11 | 2004-06 | Day | possibly 11 June 2004
2004-06-11~ | 2004-06-11 | 2004-06-11 | 2004-06 | Day | about 11 June 2004
2019-24? | 2019-12-01 | 2020-02-29 | 2019 | Season | possibly winter 2019
2004-XX~ | 2004-01-01 | 2004-12-31 | 2004 | Year | about 2004, month unknown
1985-04-XX? | 1985-04-01 | 1985-04-30 | 1985-04 | Month | possibly April 1985, day unknown
201X-24 | 2010-12-01 | 2020-02-29 | 2010 | Decade | winter in the 2010s
2018-21/.. | 2018-03-01 | .. | 2018 | Interval | since spring 2018
../2018-34 | .. | 2018-06-30 | 2018 | Interval | until the second quarter of 2018
20XX/.. | 2000-01-01 | .. | 2000 | Interval | since some time between 2000 and 2099
1984-06-XX/ | 1984-06-01 | - | 1984-06 | Interval | from June 1984 (day unknown), end unknown
2005/2006-02-XX | 2005-01-01 | 2006-02-28 | 2005 | Interval | from 2005 to February 2006 (day unknown)
1950S2/2004 | 1900-01-01 | 2004-12-31 | 1900 | Interval | from about 1950 (between 1900 and 1999) to 2004
Y-17E7/..=Y-170000000/.. | -170000000-01-01 | .. | -170000000 | Interval | since 170000001 BC
-0100/-0050-06 | -0100-01-01 | -0050-06-30 | -0100 | Interval | 101 BC to June 51 BC
Y10E7=Y100000000 | 100000000-01-01 | 100000000-12-31 | 100000000 | Year | the year 100000000
Y12345S5 | 12345-01-01 | 12345-12-31 | 12345 | Year | the year 12345
Y-3388E2S3=Y-338800S3 | -338999-01-01 | -338000-12-31 | -338999 | Millennium | about 338801 BC, between 339000 BC and 338001 BC
0100S1 | 0100-01-01 | 0199-12-31 | 0100 | Century | about AD 100, between AD 100 and AD 199
-0050S1 | -0059-01-01 | -0050-12-31 | -0059 | Decade | about 51 BC, between 60 BC and 51 BC
[1985-04-12,1985-04-14..1985-04-16] | 1985-04-12 | 1985-04-16 | 1985-04 | Set | 12 April 1985 or 14 to 16 April 1985
[1670?,1672~] | 1670-01-01 | 1672-12-31 | 1670 | Set | possibly 1670 or about 1672
[2001-21,2001-23] | 2001-03-01 | 2001-11-30 | 2001 | Set | spring 2001 or autumn 2001
[1950S2,1960] | 1900-01-01 | 1999-12-31 | 1900 | Set | about 1950 (between 1900 and 1999) or 1960
[201X..2025] | 2010-01-01 | 2025-12-31 | 2010 | Set | between the 2010s and 2025
[..-0043] | .. | -0043-12-31 | -0043 | Set | in or before 44 BC
{1960-XX,1961} | 1960-01-01 | 1961-12-31 | 1960 | Set | 1960 (month unknown) and 1961
{1960..1962,1970..} | 1960-01-01 | .. | 1960 | Set | 1960 to 1962 and all years from 1970
{..1960-05,1970} | .. | 1970-12-31 | 1970 | Set | all months up to May 1960 and 1970
{2018-12-05} | 2018-12-05 | 2018-12-05 | 2018-12 | Set | 5 December 2018
{XXXX-12-25,2018} | - | - | undated | Set | 25 December (year unknown) and 2018
?2004=2004? | 2004-01-01 | 2004-12-31 | 2004 | Year | possibly 2004
2004-?06 | 2004-06-01 | 2004-06-30 | 2004-06 | Month | June 2004, month uncertain
%2004-06-11=2004%-06-11 | 2004-06-11 | 2004-06-11 | 2004-06 | Day | 11 June 2004, year uncertain and approximate
2004-~06-?11 | 2004-06-11 | 2004-06-11 | 2004-06 | Day | 11 June 2004, month approximate; day uncertain
2004~-06?-11%=2004-06-11% | 2004-06-11 | 2004-06-11 | 2004-06 | Day | possibly about 11 June 2004
?2004-XX-~11=2004?-XX-~11 | 2004-01-11 | 2004-12-11 | 2004 | Year | day 11 of an unknown month of 2004, year uncertain; day approximate
X018 | 0018-01-01 | 9018-12-31 | 0018 | Millennium | between AD 18 and 9018, X018
XX18-02 | 0018-02-01 | 9918-02-28 | 0018 | Millennium | February of a year between AD 18 and 9918, XX18
1XXX-XX-XX | 1000-01-01 | 1999-12-31 | 1000 | Millennium | between 1000 and 1999, month and day unknown
2018-X2-XX | 2018-02-01 | 2018-12-31 | 2018 | Year | between February and December 2018, day unknown; 2018-X2-XX
2018-1X-31 | 2018-10-31 | 2018-12-31 | 2018 | Year | between 31 October and 31 December 2018, 2018-1X-31
20X0-02-29 | 2000-02-29 | 2080-02-29 | 2000 | Century | 29 February of a year between 2000 and 2090, 20X0
XXXX-02-29 | - | - | undated | Unknown | 29 February, year unknown
-156X-12-25 | -1569-12-25 | -1560-12-25 | -1569 | Decade | 25 December of a year between 1570 BC and 1561 BC
";

/// `text | byte offset | part of the message`
pub const REFUSED: &str = "
 | 0 | write `XXXX`
2019-02-29 | 8 | no day `29` in `2019-02`, which has 28 days
1900-02-29 | 8 | has 28 days
2018-04-31 | 8 | has 30 days
2018-12-00 | 8 | no day `00`
2018-12-32 | 8 | no day `32`
2018-XX-32 | 8 | no such month has a day `32`
2018-02-3X | 8 | no day `3X`
19X1-02-29 | 8 | no date fits
XXXX-02-30 | 8 | no date fits
2018-13 | 5 | no month `13`
2018-00 | 5 | no month `00`
2018-20 | 5 | no month `20`
2018-42 | 5 | no month `42`
2018-2X | 5 | no month `2X`
2018-21-05 | 7 | has no day
2018-1-07 | 6 | a month of two digits
2018-01-7 | 9 | cut short, expected a day of two digits
2018- | 5 | cut short, expected a month
198 | 3 | a year of four digits
19850412 | 4 | a year past 9999 is written `Y12345`
12345 | 4 | `Y12345`
2018/12/05 | 7 | a year of four digits
2018/2019/2020 | 9 | the end of the date
2018-12-05/7 | 12 | a year of four digits
Jan. 7 | 0 | unexpected `J`
2018 -12 | 4 | a space
 2018 | 0 | a space
2018\u{a0} | 4 | a space
19xx | 2 | an unspecified digit is written `X`
19uu | 2 | an unspecified digit is written `X`
2018–12 | 4 | unexpected `–`
２０１８ | 0 | unexpected `２`
1984?~ | 5 | written `%`
2004-06-~?11 | 9 | written `%`
-0000 | 0 | no sign
-XXXX | 0 | no sign
+2018 | 0 | unexpected `+`
Y1985 | 0 | more than four digits
Y-1985 | 0 | more than four digits
Y17E1 | 0 | more than four digits
Y012345 | 1 | does not begin with `0`
Y | 1 | a digit
Y17E | 4 | a digit
Y17E99 | 0 | too far off
Y99999999999999999999 | 0 | too many digits
Y170000002-05 | 10 | no month
1950S | 5 | a digit
1950S0 | 5 | does not begin with `0`
1950S5 | 5 | 4 digits
1950S2-05 | 6 | no month
19XXS2 | 4 | significant
/ | 0 | at least one date
../.. | 0 | at least one date
/.. | 0 | at least one date
.. | 2 | `/` and a date
./1985 | 1 | `..`
2004/1964 | 5 | `1964` is before `2004`
2004-06-02/2004-06-01 | 11 | comes first
open/1985 | 0 | unexpected `o`
1985/open | 5 | unexpected `o`
1985-04-12T23:20:30/1986 | 10 | no times of day
1985/1986-04-12T23:20:30 | 15 | no times of day
1985-04T10:00:00 | 7 | needs a full date
1985-04-XXT10:00:00 | 10 | needs a full date
1985-04-12?T10:00:00 | 11 | needs a full date
1985-04-12 10:00:00 | 10 | a space
1985-04-12T | 11 | an hour
1985-04-12T24:00:00 | 11 | out of range
1985-04-12T23:60:00 | 14 | out of range
1985-04-12T23:20:61 | 17 | out of range
1985-04-12T23:20:60 | 17 | leap second
1985-04-12T23:20 | 16 | `:` and seconds
1985-04-12T2320 | 13 | `:` and minutes
1985-04-12T23:20:30.5 | 19 | unexpected `.`
1985-04-12T23:20:30z | 19 | unexpected `z`
1985-04-12T23:20:30+24 | 20 | out of range
1985-04-12T23:20:30+0430 | 22 | the end of the date
1985-04-12T23:20:30+04:60 | 23 | out of range
1985-04-12T23:20:30Z? | 20 | the end of the date
[] | 1 | a year of four digits
[1984 | 5 | or `]`
[1984} | 5 | or `]`
{1984] | 5 | or `}`
[1984,] | 6 | a year of four digits
[1984, 1985] | 6 | a space
[1984]? | 6 | the end of the date
[..] | 3 | a year of four digits
[1984,..1990] | 6 | can only begin the set
[1984..,1990] | 7 | ends the set
[1990..1984] | 1 | comes first
[1984/1990] | 5 | or `]`
[..XXXX] | 3 | unknown year
[XXXX-05..1984] | 1 | unknown year
[1984..XXXX] | 7 | unknown year
[[1984]] | 1 | a year of four digits
[1985-04-12T10:00:00] | 11 | or `]`
2018-12-05~~ | 11 | two qualifiers
2018-(06)? | 5 | unexpected `(`
1984-06-02?/.... | 14 | unexpected `.`
197 | 3 | cut short
19 | 2 | cut short
1985-W15-5 | 5 | unexpected `W`
1985-102 | 7 | a day of two digits
1985W15 | 4 | unexpected `W`
--04-12 | 1 | unexpected `-`
T23:20:30 | 0 | unexpected `T`
P1Y | 0 | unexpected `P`
2004/P1Y | 5 | unexpected `P`
2004-01-01T10:10:10/2004-01-02 | 10 | no times of day
1985-04-12TXX:20:30 | 11 | unexpected `X`
1985-04-12T23:20:30 Z | 19 | a space
1985-04-12T23:20:30,5 | 19 | unexpected `,`
2018-12- | 8 | a day of two digits
2018-12-05- | 10 | unexpected `-`
2018?- | 6 | a month of two digits
? | 1 | a year of four digits
??2018 | 1 | two qualifiers
2018-??12 | 6 | two qualifiers
2018-21-XX | 7 | has no day
2018-XX-00 | 8 | no date fits
2018-04-X9X | 10 | unexpected `X`
20180-12 | 4 | a year past 9999
y170000002 | 0 | unexpected `y`
Y20E2 | 0 | more than four digits
Y-20E2S3 | 0 | more than four digits
Y- | 2 | a digit
Y--12345 | 2 | unexpected `-`
Y12345S | 7 | a digit
Y12345S0 | 7 | does not begin with `0`
1950S22 | 5 | 4 digits
1950SX | 5 | unexpected `X`
1950p2 | 4 | unexpected `p`
2001-21^southernHemisphere | 7 | the end of the date
unknown/2006 | 0 | unexpected `u`
1984-06-02?/unknown | 12 | unexpected `u`
2004-06-(01)~ | 8 | unexpected `(`
1985//1986 | 5 | the end of the date
../ | 0 | at least one date
// | 0 | at least one date
.../1985 | 2 | `/` and a date
1985/1984-12 | 5 | comes first
1667,1668 | 4 | unexpected `,`
[1667;1668] | 5 | unexpected `;`
[1760-12,..] | 9 | can only begin the set
{1960,1961-12 | 13 | cut short
{1984}? | 6 | the end of the date
{..} | 3 | a year of four digits
{1984..1983} | 1 | comes first
[2018-12-05..2018-12-04] | 1 | comes first
[1984,,1990] | 6 | a year of four digits
[1984.1990] | 6 | `..`
[1984...1990] | 7 | a year of four digits
";

/// `written | year hint | proposed`, with `-` for nothing.
pub const PROPOSED: &str = "
Jan. 7 | 2019 | 2019-01-07
Jan. 7 | - | -
7 January | 2019 | 2019-01-07
7 January 2019 | - | 2019-01-07
January 7, 2019 | - | 2019-01-07
Monday, 7th of January 2019 | - | 2019-01-07
Jan 7 2019. | 1999 | 2019-01-07
7-Jan-2019 | - | 2019-01-07
7. Jan. 2019 | - | 2019-01-07
Sept. 2018 | - | 2018-09
7.1.2019 | - | -
1/7/2019 | - | -
13.1.2019 | - | 2019-01-13
1-7-2019 | - | -
1/13/2019 | - | 2019-01-13
13. 1. 2019 | - | 2019-01-13
5/5/2019 | - | 2019-05-05
28/2 | 2022 | 2022-02-28
28/2 | - | -
1/7 | 2022 | -
2019/01/07 | - | 2019-01-07
2019.01.07 | - | 2019-01-07
2019-1-7 | - | 2019-01-07
20190107 | - | 2019-01-07
2019年1月7日 | - | 2019-01-07
2019-1 | - | 2019-01
2019/01 | - | 2019-01
01/2019 | - | 2019-01
Dec-18 | 2019 | -
18-Dec | 2019 | 2019-12-18
sometime in 2018 | - | 2018
7 Jan 19 | - | -
7 Jan 19 | 2019 | -
31 April 2018 | - | -
2019-13-45 | - | -
March 2022 | - | 2022-03
March | 2022 | 2022-03
c. 1984 | - | 1984~
c1984 | - | 1984~
ca 1984 | - | 1984~
Circa 1984 | - | 1984~
about 1984 | - | 1984~
approx. March 2022 | - | 2022-03~
possibly 2003 | - | 2003?
2018 (?) | - | 2018?
2018? | - | 2018?
1980s? | - | 198X?
~1984 | - | 1984~
before 1984 | - | [..1984]
before c. 1984 | - | [..1984~]
1984 or earlier | - | [..1984]
after March 2017 | - | [2017-03..]
since 2017 | - | 2017/..
from 2017 onwards | - | 2017/..
2017-present | - | 2017/..
2017 to present | - | 2017/..
until 5 May 2018 | - | ../2018-05-05
2018-2019 | - | 2018/2019
2018–2019 | - | 2018/2019
2018-19 | - | 2018/2019
1984/85 | - | 1984/1985
2018-13 | - | -
from 2017 to 2018 | - | 2017/2018
5-7 December 2018 | - | 2018-12-05/2018-12-07
December 5-7, 2018 | - | 2018-12-05/2018-12-07
5 to 7 December | 2018 | 2018-12-05/2018-12-07
28 February – 7 March 2022 | - | 2022-02-28/2022-03-07
28 Feb 2022 to 7 March 2022 | - | 2022-02-28/2022-03-07
March to May 2022 | - | 2022-03/2022-05
December 2018 - January 2019 | - | 2018-12/2019-01
2018-12-05 - 2018-12-07 | - | 2018-12-05/2018-12-07
2018-12-05 to 07 | - | 2018-12-05/2018-12-07
December to January 2019 | - | -
between 28 February and 7 March 2022 | - | [2022-02-28..2022-03-07]
1667 or 1668 | - | [1667,1668]
[1667, 1668] | - | [1667,1668]
spring 2019 | - | 2019-21
fall of 2018 | - | 2018-23
winter 2018/19 | - | -
Q2 2019 | - | 2019-34
second quarter of 2019 | - | 2019-34
first half of 2019 | - | 2019-40
the 1980s | - | 198X
1980's | - | 198X
1900s | - | -
19th century | - | 18XX
44 BC | - | -0043
1 BCE | - | 0000
15 March 44 BC | - | -0043-03-15
unknown | 2019 | XXXX
n.d. | - | XXXX
[N.D.] | - | XXXX
No date | - | XXXX
0000-00-00 | - | XXXX
2018-00-00 | - | 2018
2018-05-00 | - | 2018-05
19uu | - | 19XX
2018-xx-xx | - | 2018-XX-XX
1984?~ | - | 1984%
unknown/2004 | - | /2004
2004/open | - | 2004/..
2018 / 2019 | - | 2018/2019
y170000002 | - | Y170000002
2019-01-07 10:30 | - | 2019-01-07T10:30:00
7 January 2019, 9:05 | - | 2019-01-07T09:05:00
2019-01-07T10:30:05.123Z | - | 2019-01-07T10:30:05Z
2019-01-07T10:30:05+0500 | - | 2019-01-07T10:30:05+05:00
2019-01-07 10:30 UTC | - | 2019-01-07T10:30:00Z
2019-01-07 10:30 pm | - | -
last spring | 2019 | -
the day before | 2019 | -
Q5 2019 | - | -
 | 2019 | -
";
