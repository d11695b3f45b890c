# Every word that the theme prints, in Project Fluent (https://projectfluent.org).
#
# A site rewords a message by writing it into its own templates/messages/en.ftl, and adds a language with a file of its own, such as
# templates/messages/de.ftl, and `language: de` in site.yaml. What a file lacks is taken from here.
#
# Messages without variables are `t.name` in templates. No sentence puts an article before a title, so that none has to know
# whether a title begins with a vowel.

## Numbers, dates and lists

number_thousands = ,
number_decimal = .
percent = { $number } %
change_range = { $from }–{ $to } %
change_range_words = { $from } to { $to } %
date_month = { $month } { $year }
date_day = { $day } { $month } { $year }
date_unknown = date unknown
month_1 = January
month_2 = February
month_3 = March
month_4 = April
month_5 = May
month_6 = June
month_7 = July
month_8 = August
month_9 = September
month_10 = October
month_11 = November
month_12 = December
horizon_years = { $years } years
horizon_calendar = { $years } years, that is { $from }–{ $to }
horizon_calendar_open = { $years } years, that is { $from } or later
horizon_before = before { $year }
money_sign = { $sign }{ $amount }
money_letters = { $currency } { $amount }
money_at_least = { $amount } or more
per_year = a year
per_month = a month
per_hour = an hour
list_comma = {", "}
list_and = { $head } and { $last }
and_more = and { $printed } more
reading_minutes =
    { $count ->
        [one] 1 minute to read
       *[other] { $count } minutes to read
    }

## Words of the model

band_low = low
band_moderate = moderate
band_high = high
band_very_high = very high
band_means = Scores from { $from } to { $to } on a scale from 0 to 100, higher being more exposed.
measure_risk = risk
measure_exposure = exposure
measure_automation = automation
measure_applicability = applicability
measure_risk_means = A publisher’s overall verdict on the job. Each publisher weighs what it holds to matter.
measure_exposure_means = The part of the work that AI could do or speed up. Exposed work is not work that disappears.
measure_automation_means = The part of the work that could be done without a person.
measure_applicability_means = How well the observed use of AI fits the work of this job. It says nothing about replacing anybody.
task_kind_core = core
task_kind_supplemental = supplemental
technology_hot = hot
technology_in_demand = in demand
job_zone_1 = little or no preparation
job_zone_2 = some preparation
job_zone_3 = medium preparation
job_zone_4 = considerable preparation
job_zone_5 = extensive preparation
performer_automated = Automated
performer_assisted = Assisted
performer_human = Human
performer_automated_means = A system does it, a person looks at the result.
performer_assisted_means = A person does it with a system.
performer_human_means = A person does it.
resilience_low = low
resilience_moderate = medium
resilience_high = high
resilience_very_high = very high
path_adjacent = Neighbouring job
path_cross_domain = Another field
path_specialisation = Specialisation
path_leadership = Leading people
difficulty_easy = easy
difficulty_medium = medium
difficulty_hard = hard
cause_data = New data
cause_method = New method
cause_correction = Correction
kind_study = Study
kind_statistics = Statistics
kind_database = Database
kind_report = Report
kind_index = Index of scores
kind_article = Article
kind_judgement = Judgement
fit_exact = same job
fit_close = nearly the same
fit_broad = covers more than this job
fit_narrow = covers less than this job
fit_shared = one code for several occupations, this one among them
scheme_onet_soc_2019 = O*NET-SOC 2019
scheme_soc_2018 = SOC 2018
scheme_isco_08 = ISCO-08
scheme_esco = ESCO

## Every page

skip_to_content = Skip to the content
main_navigation = Main
breadcrumbs = You are here
footer_navigation = More
nav_home = Home
nav_reports = Reports
nav_rankings = Rankings
nav_economy = Economy
nav_industries = Industries
nav_tools = Tools
nav_articles = Articles
nav_methodology = Methodology
nav_compare = Compare
nav_changes = Changes
nav_sources = Sources
nav_data = Data
feed_news = News feed
feed_changes = Feed of score changes
published_by = Published by
licence_is = Licence of texts and data
title_page = { $title } · { $site }
pager = Page { $number } of { $pages }
pager_navigation = Pages
search_open = Find a job
search_close = Close
search_label = Search jobs, tools and codes
search_placeholder = Job, other name, code or tool
search_results = Results
search_failed = The search cannot be loaded.
search_corrected = No exact match. Nearest:
search_kind_title = Report
search_kind_also = Report, also called
search_kind_code = Report, code
search_kind_tool = Tool
search_kind_industry = Industry
search_kind_article = Article
search_kind_page = Page
search_found =
    { $count ->
        [0] Nothing found
        [one] 1 result
       *[other] { $count } results
    }
search_more = The first { $count } results; more words find others
pager_previous = Previous
pager_next = Next
disclosure = Links marked “sponsored” are affiliate links: the publisher may earn a commission. They change no score.
link_sponsored = sponsored
link_external = { "" }
unscored = no score
out_of_100 = out of 100
table_scroll = Table, scrolls sideways
footnotes = Notes
footnote_back = Back to the text
alert_note = Note
alert_tip = Tip
alert_important = Important
alert_warning = Warning
alert_caution = Caution
sources_of_section = Source

## The strip

strip_mark = { $source }: { $score } ({ $measure })
strip_text =
    { $count ->
        [0] Scale from 0 to 100. Headline { $points }, { $band }.
        [one] Scale from 0 to 100. Headline { $points }, { $band }. One published assessment: { $marks }.
       *[other] Scale from 0 to 100. Headline { $points }, { $band }. { $count } published assessments: { $marks }.
    }
strip_text_no_headline =
    { $count ->
        [one] Scale from 0 to 100. One published assessment: { $marks }.
       *[other] Scale from 0 to 100. { $count } published assessments: { $marks }.
    }
strip_small =
    { $count ->
        [0] Headline { $points } on a scale from 0 to 100.
        [one] Headline { $points }; one published assessment, { $low }.
       *[other] Headline { $points }; { $count } published assessments from { $low } to { $high }.
    }
strip_small_no_headline =
    { $count ->
        [0] No published assessment.
        [one] One published assessment, { $low }.
       *[other] { $count } published assessments from { $low } to { $high }.
    }
strip_key = Each mark is one published assessment, in its publisher’s own notation.

## A report

title_report = { $title }: AI exposure { $points } of 100 ({ $band })
title_report_no_headline = { $title }: what AI does to this job
also_called = Also called
updated_on = Report updated
report_contents = On this page
section_headline = Headline
section_assessments = What published assessments say
section_worksheet = How these figures are made
section_outlook = Outlook
section_tasks = Tasks
section_own_score = Your own score
section_board = Who does what
section_tools = Tools that do these tasks
section_learn = Tools worth learning
section_skills = Skills
section_technologies = Technologies
section_preparation = Getting in
section_ladder = Compared with other jobs
section_paths = Career paths
section_roadmap = A plan in phases
section_quick_wins = This week
section_certifications = Certificates
section_pay = Pay
section_demand = Demand
section_timeline = Then, now, next
section_verdict = Verdict
section_analysis = Analysis
section_faq = Questions and answers
section_related = Related reports
section_history = Score history
section_sources = Sources of this page
section_cite = Cite this page

headline_median =
    { $count ->
        [one] The only published { $measure } score.
       *[other] Median of { $count } published { $measure } scores.
    }
headline_tasks =
    { $count ->
        [one] The exposure of the one task that has a number.
       *[other] Mean exposure of { $count } tasks.
    }
headline_source = As published by { $source }.
headline_none_median = No headline: this report has no published { $measure } score.
headline_none_tasks = No headline: no task of this job has a number.
headline_none_source = No headline: { $source } has no score for this job.
fact_who = Who says so
fact_who_answer =
    { $count ->
        [one] One published assessment: { $sources }.
       *[other] { $count } published assessments: { $sources }.
    }
fact_who_link = All of them on one scale
fact_sure = How sure
fact_sure_single = There is only one assessment, so there is nothing to compare it with.
spread_sentence =
    { $points ->
        [0] The { $count } { $measure } scores agree on { $low }.
        [one] The { $count } { $measure } scores run from { $low } to { $high }: 1 point apart.
       *[other] The { $count } { $measure } scores run from { $low } to { $high }: { $points } points apart.
    }
fact_tasks = Which tasks
fact_tasks_most = Most: { $tasks }.
fact_tasks_least = Least: { $tasks }.
fact_task = { $task } ({ $grade })
fact_tasks_link =
    { $count ->
        [one] The task
       *[other] All { $count } tasks
    }
fact_tools = With which tools
fact_tools_answer = { $tools }.
fact_tool =
    { $count ->
        [one] { $tool } (1 task)
       *[other] { $tool } ({ $count } tasks)
    }
fact_others =
    { $count ->
        [one] 1 other
       *[other] { $count } others
    }
fact_tools_link = What each of them does
fact_learn = What to learn
fact_learn_tools = Tools: { $tools }.
fact_learn_skills = Skills that last: { $skills }.
fact_move = Where to move
fact_move_answer = From { $here } here to { $jobs }.
fact_job = { $title } ({ $points })
fact_own = For your own week
fact_own_answer = Give each task its share of your week and see the score that comes of it.
fact_codes = Classified as
fact_code =
    { $scheme } { $code }{ $named ->
        [yes] { " " }{ $label }
       *[no] { "" }
    }{ $fits ->
        [yes] { " " }({ $fit })
       *[no] { "" }
    }
fact_since = Since when
fact_since_both = Newest assessment: { $newest }. Report updated: { $updated }.
fact_since_newest = Newest assessment: { $newest }.
fact_since_updated = Report updated: { $updated }.
fact_rank = Among other jobs
standing_overall =
    { $weight ->
        [few] Rank { $rank } of the { $of } jobs scored here, most exposed first{ $ties ->
            [one] {""}
           *[other] , shared by { $ties }
        }.
        [employment] More exposed than { $percentile } % of all persons in the { $of } jobs scored here, ties counted half; rank { $rank } of { $of }{ $ties ->
            [one] {""}
           *[other] , shared by { $ties }
        }.
       *[reports] More exposed than { $percentile } % of the { $of } jobs scored here, ties counted half; rank { $rank } of { $of }{ $ties ->
            [one] {""}
           *[other] , shared by { $ties }
        }.
    }
standing_industry =
    { $weight ->
        [few] In { $group }: rank { $rank } of { $of }{ $ties ->
            [one] {""}
           *[other] , shared by { $ties }
        }.
        [employment] In { $group }: { $percentile } % of all persons in { $of } jobs, rank { $rank }{ $ties ->
            [one] {""}
           *[other] , shared by { $ties }
        }.
       *[reports] In { $group }: { $percentile } % of { $of } jobs, rank { $rank }{ $ties ->
            [one] {""}
           *[other] , shared by { $ties }
        }.
    }
fact_window = When change is expected
fact_next = What next
next_quick_wins =
    { $count ->
        [one] 1 thing to do this week
       *[other] { $count } things to do this week
    }
next_paths =
    { $count ->
        [one] 1 career path
       *[other] { $count } career paths
    }
next_learn =
    { $count ->
        [one] 1 tool worth learning
       *[other] { $count } tools worth learning
    }
next_roadmap =
    { $count ->
        [one] A plan in 1 phase
       *[other] A plan in { $count } phases
    }

assessments_lead = Each score stands in its publisher’s own notation and on a common scale from 0 to 100. Scores of different measures answer different questions and are never averaged.
assessments_summary =
    { $points ->
        [0] All { $count } agree on { $low }.
        [one] Median { $median }; from { $low } to { $high }, 1 point apart.
       *[other] Median { $median }; from { $low } to { $high }, { $points } points apart.
    }
assessments_readings_lead = Studies use different parts of their scales, so that the same number can be high in one and low in another. A rank can be compared: it says what part of the reports that a source scores here have a lower score from it, ties counted half.
readings_value = By value: the score on the scale from 0 to 100
readings_rank = By rank: the percent of reports that the same source scores lower
readings_text = Two scales from 0 to 100, above by value, below by rank. { $marks }.
readings_mark = { $mark }, { $rank }
assessment_rank = higher than { $percentile } of the { $of } occupations that it scores here
value_code =
    { $named ->
        [yes] For { $label }, { $scheme } { $code }
       *[no] For { $scheme } { $code }
    }{ $fits ->
        [known] : { $fit }.
       *[unknown] .
    }
column_source = Source
column_published = Published
column_scale = On the scale, 0 to 100
column_word = Publisher’s word
column_date = Date
assessments_caption = Published scores

own_score_lead = The score of your own week: multiply the exposure of each task by the hours that you spend on it, add the products up, and divide by the sum of the hours. A task that you do not do counts 0 hours, and work that is not in this list is not counted.
own_score_caption = Tasks with their exposure, for a score of your own
own_score_how = Say how much of your week goes into each task, in hours or in percent. Only the proportions count: the numbers are scaled so that they make up 100 %.
own_score_private = Free and private: nothing that you enter is sent or kept, unless you save it as a file or put it into a link yourself.
own_score_column_time = Your time
own_score_column_week = Of your week
own_score_time = Time for { $task }
own_score_less = Less time for { $task }
own_score_more = More time for { $task }
own_score_sum = { $sum } in all; each number is divided by this sum.
own_score_equal = All alike
own_score_nothing = All 0
own_score_reset = Start again
own_score_rule_title = What the publisher adds, in points
own_score_rule_judgement = This is a rule of the publisher: a judgement, not a measurement.
own_score_part_tools =
    { $count ->
        [one] { $points } for a tool of this page that you use; one counts.
       *[other] { $points } for each tool of this page that you use; at most { $count } count.
    }
own_score_part_years =
    { $from ->
        [one] { $points } from 1 year in this kind of work on.
       *[other] { $points } from { $from } years in this kind of work on.
    }
own_score_part_seniority = { $points } for: { $label }.
own_score_tools = Tools that you use
own_score_years = Years in this kind of work
own_score_seniority = Your place in the job
own_score_seniority_none = Not said
own_score_result = Your score
own_score_none = Give at least one task some time.
own_score_sentence = Your score: { $points } out of 100, { $band }.
own_score_report = The task score of this report is { $points }; the difference is { $change }.
own_score_place = If the task score of this report were yours, it would stand at place { $rank } of { $of } among the reports of this site that have one; place 1 is the most exposed.
own_score_place_group = In { $group }: place { $rank } of { $of }.
own_score_percentile = Percentile: { $percentile } %, the share of those reports with a lower score plus half of those with the same.
own_score_percentile_employment = Percentile: { $percentile } %, the share of persons in jobs with a lower score plus half of those in jobs with the same.
own_score_place_without_rule = Places are given for { $points }, your score without what the publisher adds, because the other reports have no such additions.
own_score_moves = What moves it most
own_score_without = Without “{ $task }”, and the rest of your week in the same proportions: { $points } ({ $change }).
own_score_no_move = No task moves it: all of your tasks are equally exposed.
own_score_driver = The largest part comes from “{ $task }”: { $part } of { $score } points.
own_score_sheet = The arithmetic
own_score_column_without = Score without it
own_score_step = The products come to { $sum } and the times to { $whole }; { $sum } ÷ { $whole } = { $score }.
own_score_step_tools = The publisher’s rule for tools: { $count } × { $points }.
own_score_step_years = The publisher’s rule from { $from } years on: { $points }.
own_score_step_seniority = The publisher’s rule for “{ $label }”: { $points }.
own_score_step_added = { $score } and { $added } from the publisher’s rule make { $total }.
own_score_step_held = A score is held between 0 and 100.
own_score_save = Save as a file
own_score_open = Open a saved file
own_score_link = Copy a link
own_score_link_copied = The link is copied. It holds what you entered, behind its #, which browsers do not send.
own_score_link_made = The link stands in the address bar. It holds what you entered, behind its #, which browsers do not send.
own_score_opened = What was saved is restored.
own_score_wrong_file = This file holds no saved score.
own_score_other_report = This file belongs to another report.
own_score_missing = No longer in this report: { $names }.
own_score_you = you
own_score_mark_tasks = task score of this report
own_score_mark_headline = its headline
own_score_strip = Scale from 0 to 100: your score { $points }, the task score of this report { $report }.
worksheet_lead = Every computed figure of this page, so that you can do the sum again.
worksheet_headline_title = Headline
worksheet_tasks_title = Task score
worksheet_spread_title = Spread
worksheet_percentile_title = Percentile among all jobs here
worksheet_percentile_title_group = Percentile in { $group }
worksheet_median_method = The median of the published { $measure } scores.
worksheet_source_method = The score that { $source } publishes.
worksheet_plain_method = The mean of all tasks that have a number, each counted alike, because not every task has a share of working time.
worksheet_weighted_method = The mean of all tasks that have a number, weighted by their shares of working time.
worksheet_spread_method = For each measure with two scores or more: the highest less the lowest, as printed.
worksheet_percentile_method = The share of reports with a lower score plus half of those with the same one, this one included.
worksheet_percentile_method_employment = The share of persons in jobs with a lower score plus half of those in jobs with the same one, this one included.
worksheet_column_source = Source
worksheet_column_published = Published
worksheet_column_conversion = Conversion
worksheet_column_scale = 0 to 100
worksheet_column_task = Task
worksheet_column_exposure = Exposure
worksheet_column_share = Share of time
worksheet_column_product = Product
worksheet_only = There is one score: { $score }.
worksheet_middle = The middle one of { $count } scores is { $score }.
worksheet_middle_two = The two middle scores are { $one } and { $other }; their mean is { $score }.
worksheet_rounded = { $exact } is printed as { $rounded }: rounded half up, once.
worksheet_band = { $points } lies in { $low }–{ $high }: { $band }.
worksheet_plain_step =
    { $count ->
        [one] There is one task: { $score }.
       *[other] The sum is { $sum }; { $sum } ÷ { $count } = { $score }.
    }
worksheet_weighted_step = The products come to { $sum } and the shares to { $shares } %; { $sum } ÷ { $shares } = { $score }.
worksheet_left_out =
    { $count ->
        [one] 1 of { $of } tasks has no number and is left out.
       *[other] { $count } of { $of } tasks have no number and are left out.
    }
worksheet_labels = { $source } labels the tasks; here { $labels }.
worksheet_label_counts = { $label } counts { $exposure }
worksheet_label = { $label } ({ $source })
worksheet_column_task_or_label = Label or task
worksheet_column_tasks = Tasks
worksheet_supplemental =
    { $count ->
        [one] 1 of the { $of } counted tasks is supplemental; it counts as the others do.
       *[other] { $count } of the { $of } counted tasks are supplemental; they count as the others do.
    }
worksheet_spread_step =
    { $points ->
        [one] { $measure }: { $high } − { $low } = 1 point.
       *[other] { $measure }: { $high } − { $low } = { $points } points.
    }
worksheet_percentile_step = ({ $below } + ½ × { $ties }) ÷ { $of } = { $share } %
worksheet_percentile_rounded = Printed as { $percentile } %: rounded half up, once.
worksheet_rank_step =
    { $above ->
        [0] No job has a higher score: rank { $rank } of { $of }.
        [one] One job has a higher score: rank { $rank } of { $of }.
       *[other] { $above } jobs have a higher score: rank { $rank } of { $of }.
    }

column_task = Task
column_exposure = Exposure
column_share = Share of time
column_horizon = Expected in
column_tools = Tools
column_label = Label
column_importance = Importance
column_relevance = Relevance
column_task_kind = Kind
tasks_lead = Exposure runs from 0 to 100. It says how far AI reaches a task, not that the task goes away.
tasks_caption = Tasks
tasks_by_label =
    { $all ->
        [yes] The numbers follow from a study’s labels; what these mean, and what each counts, stands below the table.
       *[no] { $count ->
            [one] 1 of the numbers follows from a study’s label; what it means, and what it counts, stands below the table.
           *[other] { $count } of the numbers follow from a study’s labels; what these mean, and what each counts, stands below the table.
        }
    }
tasks_ratings = Importance runs from 1, not important, to 5, extremely important.
tasks_relevance = Relevance is the share of those asked who do the task.
rubric_title = What the labels of { $source } mean
rubric_column_means = What it means
rubric_column_counts = Counts as
rubric_column_tasks = Tasks
rubric_rule = Why they count so:
board_left_out =
    { $count ->
        [one] 1 of { $of } tasks is not sorted here: nobody says who does it.
       *[other] { $count } of { $of } tasks are not sorted here: nobody says who does them.
    }
technologies_counted =
    { $count ->
        [one] 1 technology that people in this job work with.
       *[other] { $count } technologies that people in this job work with.
    }{ $in_demand ->
        [0] {""}
        [one] {" "}One is in demand: employers often ask for it in this job.
       *[other] {" "}{ $in_demand } are in demand: employers often ask for them in this job.
    }{ $hot ->
        [0] {""}
        [one] {" "}One is hot: employers often ask for it, whatever the job.
       *[other] {" "}{ $hot } are hot: employers often ask for them, whatever the job.
    }
technologies_rest =
    { $count ->
        [one] 1 more
       *[other] { $count } more, by kind
    }
technologies_no_kind = Others
column_technology = Technology
column_technology_kind = Kind
column_asked_for = Asked for
preparation_job_zone = Job zone
preparation_experience = Experience
preparation_education = Education
preparation_training = Training
job_zone_of = { $zone } of 5: { $meaning }
tool_tasks = Tasks
column_tool = Tool
column_reach = Reach
column_tool_does = What it does
skills_lead = How well a skill lasts, most at risk first.
skills_lead_importance = Most important first: importance runs from 1 (not important) to 5 (extremely important).
skills_lead_level = The level that the job needs runs from 0 to 7.
skills_lead_resilience = Resilience says how well a skill lasts, up to 100.
skills_by_resilience = By resilience
skills_by_importance = By importance
skills_others = Others
skills_knowledge = Knowledge
skills_abilities = Abilities
skills_rest =
    { $kind ->
        [knowledge] { $count } less important fields of knowledge
        [ability] { $count } less important abilities
       *[skill] { $count } less important skills
    }
skill_named =
    { $kind ->
        [knowledge] { $name } (knowledge)
        [ability] { $name } (ability)
       *[skill] { $name }
    }
column_skill = Skill
column_knowledge = Field of knowledge
column_ability = Ability
column_importance = Importance
column_level = Level
column_resilience = Resilience
ladder_lead = Neighbours on the same scale.
ladder_more = More exposed
ladder_this = This job
ladder_lower = Same industry, lower
ladder_much_lower = Much lower
ladder_sentence =
    { $direction ->
        [more] { $points ->
            [one] 1 point more exposed
           *[other] { $points } points more exposed
        }
       *[less] { $points ->
            [one] 1 point less exposed
           *[other] { $points } points less exposed
        }
    }{ $same ->
        [yes] , in the same industry.
       *[no] , in { $industry }.
    }
path_match = Skill match
path_difficulty = Difficulty
path_have = What you have
path_need = What you need
path_have_level = { $name } (level { $here }, needed { $needed })
path_need_level = { $name }: { $gap } short (level { $here }, needed { $needed })
path_computed_match = The match is computed here, not published, from the skill levels of both reports ({ $source }).
path_computed_lists = The skills are compared here by their levels in both reports ({ $source }).
path_computed = (computed here)
path_reached = { $reached } of { $of } needed skills at the needed level
path_match_sheet = The arithmetic of this match
path_match_method = Levels covered: of all skills with an importance of { $needed } or more in that job, the lower of both levels is counted; the sum is divided by the sum of the levels that the job needs. A skill that this report does not list counts 0.
path_match_step = The counted levels come to { $kept } and the needed ones to { $needed }; { $kept } ÷ { $needed } = { $percent } %.
column_importance_there = Importance there
column_level_there = Level there
column_level_here = Level here
column_level_counted = Counted
path_pay =
    { $direction ->
        [same] The same median pay: { $here } { $per }.
        [less] Median pay { $difference } { $per } lower: { $here } here, { $there } there.
       *[more] Median pay { $difference } { $per } higher: { $here } here, { $there } there.
    }
path_zone =
    { $change ->
        [same] The same job zone: { $here } of 5, { $meaning }.
       *[other] Job zone { $here } here, { $there } there: { $meaning }.
    }
paths_lead_sorted = { $count } paths, the best skill match first; of equal matches the less exposed job first.
paths_rest =
    { $count ->
        [one] 1 more path
       *[other] { $count } more paths
    }
path_source_score =
    { $known ->
        [yes] { $source } gives that job { $score } ({ $band }).
       *[no] Score of that job: { $score } ({ $band }).
    }
path_difference =
    { $direction ->
        [same] The same exposure: { $here } here, { $there } there.
        [less] { $points ->
            [one] 1 point less exposed: { $here } here, { $there } there.
           *[other] { $points } points less exposed: { $here } here, { $there } there.
        }
       *[more] { $points ->
            [one] 1 point more exposed: { $here } here, { $there } there.
           *[other] { $points } points more exposed: { $here } here, { $there } there.
        }
    }
path_strip = You are here at { $here }; { $title } is at { $there }.
roadmap_goal = Goal
pay_scope =
    { $where ->
        [known] { $area }, { $currency } { $per }
       *[unknown] { $currency } { $per }
    }{ $when ->
        [known] {", "}{ $date }.
       *[unknown] .
    }
pay_percentile =
    { $percentile ->
        [50] Median
        [10] Lowest tenth below
        [25] Lowest quarter below
        [75] Highest quarter above
       *[90] Highest tenth above
    }
pay_premium =
    { $known ->
        [yes] A premium of { $range } for { $whom }.
       *[no] A premium of { $range }.
    }
pay_premium_title = Premium
pay_levels_title = By level
pay_caption = Pay at percentiles
column_percentile = Percentile
column_wage = Pay
pay_range = { $from } to { $to }
pay_change = { $range } change
demand_employment = Persons in the job
demand_employment_in = Persons in the job, { $date }
demand_growth = Change of employment
demand_growth_over = Change of employment { $period }
demand_openings = Openings a year
judgement = This is the publisher’s own judgement, not a measurement.
analysis_contents = In this analysis
faq_composed = composed from the figures of this page
history_caption = Headlines of this report
column_score = Score
column_change = Change
column_cause = Cause
column_note = Note
related_why =
    { $chosen ->
        [yes] { $skills ->
            [0] { $tools ->
                [0] { $same ->
                    [yes] Named as related; the same industry.
                   *[no] Named as related, from { $industry }.
                }
                [one] Named as related; shares 1 tool.
               *[other] Named as related; shares { $tools } tools.
            }
           *[other] { $tools ->
                [0] Named as related; skills in common: { $skills }.
               *[other] Named as related; skills in common: { $skills }, tools: { $tools }.
            }
        }
       *[no] { $skills ->
            [0] { $tools ->
                [one] Shares 1 tool
               *[other] Shares { $tools } tools
            }
            [one] { $tools ->
                [0] Shares 1 skill
                [one] Shares 1 skill and 1 tool
               *[other] Shares 1 skill and { $tools } tools
            }
           *[other] { $tools ->
                [0] Shares { $skills } skills
                [one] Shares { $skills } skills and 1 tool
               *[other] Shares { $skills } skills and { $tools } tools
            }
        }{ $same ->
            [yes] {"; "}same industry.
           *[no] {"; "}{ $industry }.
        }
    }
blocks_sponsored = Sponsored
source_licence = Licence
source_accessed = read { $date }
source_publisher_unknown = publisher unknown
source_address_unknown = address unknown
cite_finding =
    { $dated ->
        [yes] { $title }: { $points } of 100, { $band } AI exposure ({ $site }, { $date }, { $url }).
       *[no] { $title }: { $points } of 100, { $band } AI exposure ({ $site }, { $url }).
    }
cite_plain =
    { $dated ->
        [yes] { $publisher } ({ $date }).
       *[no] { $publisher }.
    } { $title }. { $same ->
        [yes] {""}
       *[no] { $site }.{" "}
    }{ $url }
cite_plain_title = Plain text
cite_bibtex_title = BibTeX
cite_data = Data of this page (JSON)
section_data = Data of this section
section_data_csv = CSV
section_data_json = JSON
section_data_key = key
section_data_failed = The data could not be loaded.
section_data_saved = Saved
share_title = Show it on your site
share_badge_title = A badge with the score
share_embed_title = A frame with all published scores

## Share cards, badges and frames

card_text = { $title }: { $points } out of 100, { $band }. { $strip }
card_text_no_headline = { $title }. { $strip }
card_text_site = { $site }. { $description }
card_reports =
    { $count ->
        [one] 1 report
       *[other] { $printed } reports
    }
badge_text = { $title }: AI exposure { $points } out of 100, { $band } ({ $site })
badge_measure = AI exposure
embed_updated = as of { $date }
embed_read = The whole report, with every source

## Composed questions and answers

faq_exposed = { $title }: how exposed is this job to AI?
faq_exposed_answer = The headline is { $points } of 100, which is { $band }.
faq_tasks = { $title }: which tasks does AI reach most, and which least?
faq_tasks_answer = Of { $count } tasks with a number, the most exposed is “{ $most }” with { $high } of 100, and the least exposed “{ $least }” with { $low }.
faq_tasks_most =
    { $count ->
        [one] Of { $of } tasks with a number, one is exposed most, with { $points } of 100:
       *[other] Of { $of } tasks with a number, { $count } are exposed most, with { $points } of 100 each:
    }
faq_tasks_least =
    { $count ->
        [one] One is exposed least, with { $points }:
       *[other] { $count } are exposed least, with { $points } each:
    }
faq_when = { $title }: when is change expected?
faq_when_answer = { $source } expects it in this window: { $window }.
faq_when_soon =
    { $count ->
        [one] One task is expected to change within three years: { $tasks }.
       *[other] { $count } tasks are expected to change within three years: { $tasks }.
    }
faq_next = { $title }: which moves lead to less exposed work?
faq_next_answer =
    { $paths ->
        [one] The path described here leads to a job with a lower headline than { $points }: { $jobs }.
       *[other] { $count ->
            [one] Of { $paths } paths described here, one leads to a job with a lower headline than { $points }: { $jobs }.
           *[other] Of { $paths } paths described here, { $count } lead to jobs with a lower headline than { $points }: { $jobs }.
        }
    }
faq_next_job = { $title } ({ $points })
faq_tools = { $title }: which AI tools do parts of this job?
faq_tools_answer =
    { $tasks ->
        [one] { $count } tools are named on this page. { $tool } is one of them; it does 1 of { $of } tasks: { $names }.
       *[other] { $count } tools are named on this page. { $tool } reaches most: { $tasks } of { $of } tasks, { $all ->
            [yes] namely
           *[no] among them
        } { $names }.
    }
faq_pay = { $title }: what does this job pay?
faq_pay_answer =
    { $where ->
        [known] In this area: { $area }. The median is { $median } { $per }.
       *[unknown] The median is { $median } { $per }.
    } The lowest tenth earn less than { $low }, the highest tenth more than { $high }.

## Other pages

home_counted = { $reports } reports · { $assessments } published assessments · { $figures } sourced statements · { $sources } sources
home_scale = Every job on one scale
home_scale_lead = Most exposed first. The tick is the headline, the marks are the published assessments behind it and beside it.
home_find =
    { $count ->
        [one] Find your job in 1 report
       *[other] Find your job in { $printed } reports
    }
home_ends = The ends of the scale
home_ends_lead = The tick is the headline, the marks are the published assessments behind it and beside it. Of equals, jobs that more people do come first.
home_all = All { $count } reports
home_disagreements = Where publishers disagree most
home_disagreements_lead = The same job, the same measure, different scores.
home_articles = Articles
home_industries = By industry
home_check = Every figure on this site names its source and date, and every computed figure shows its sum.
rule_median = The headline of a report is the median of its published { $measure } scores, on a scale from 0 to 100.
rule_tasks = The headline of a report is the mean exposure of its tasks, on a scale from 0 to 100.
rule_source = The headline of a report is the score that { $source } publishes, on a scale from 0 to 100.
disagreement =
    { $points ->
        [one] { $measure }: { $low } to { $high }, 1 point
       *[other] { $measure }: { $low } to { $high }, { $points } points
    }
reports_lead = All occupation reports with their headline and every published assessment on one scale.
reports_count =
    { $count ->
        [one] 1 report
       *[other] { $printed } reports
    }
reports_caption = Reports
table_tools = Search and filter the reports
table_search = Search in titles and industries
table_filters = Filter
table_any_industry = All industries
table_any_band = All bands
table_from = Score from
table_to = to
table_clear = Clear
table_results = To the results
table_all = All reports, by title
table_found = Reports found: { $count } of { $all }
table_none = No report matches.
table_loading = The list is being loaded.
table_failed = The list could not be loaded. What was on the page still stands.
table_too_many = { $all } reports are too many to sort or search at once. Choose an industry, or take the CSV.
column_report = Report
column_industry = Industry
column_strip = Assessments on the scale
column_disagreement = Disagreement
download_csv = Download as CSV
industries_lead = Occupation reports by industry, with the span of their headlines.
industry_lead = What AI does to jobs in this industry: { $industry }.
headline_range =
    { $count ->
        [one] Headline: { $low }
       *[other] Headlines from { $low } to { $high }
    }
tools_lead = AI tools that do tasks of the jobs described here, and which tasks those are. Those that reach most jobs come first.
tools_lead_technologies = Tools that do tasks of the jobs described here, and tools that people in these jobs work with. Those that reach most jobs come first.
tool_reach =
    { $tasks ->
        [0] Named here, but not with a task
        [one] Does 1 task of 1 job
       *[other] { $reports ->
            [one] Does { $printed } tasks of 1 job
           *[other] Does { $printed } tasks of { $reports } jobs
        }
    }
tool_used =
    { $reports ->
        [one] Used in 1 job
       *[other] Used in { $reports } jobs
    }
tool_reaches = Jobs that it reaches
tool_used_in = Jobs in which people work with it
tool_learned_by = Named as worth learning for
tool_own_page = Its own page
tools_caption = Tools
rankings_lead = Jobs by AI exposure, by how far publishers disagree, and by how much their score has changed.
ranking_most = Most exposed
ranking_most_means = The highest headlines. Equals share a rank; of equals, jobs that more people do come first.
ranking_least = Most resilient
ranking_least_means = The lowest headlines. Equals share a rank; of equals, jobs that more people do come first.
ranking_shared = { $all } reports share the headline { $points }; { $here } of them stand here
ranking_disagreement = Widest disagreement
ranking_disagreement_means = The largest difference between two published scores of the same measure.
ranking_movers = Biggest movers
ranking_movers_means = The largest change between the two newest entries of a report’s history.
economy_title = All jobs of this site in pictures
economy_lead = What only all reports together show: how many people do jobs of which exposure, what those jobs pay, and how industries differ.
economy_more = All pictures of all jobs, with pay and industries
economy_find = Find a job in the pictures
economy_point = Point at a mark to see its job; a click keeps it.
economy_through_jobs = From the least to the most exposed job
economy_through_pay = From the least to the most exposed job
economy_total = All
economy_share = { $band } { $share }
economy_share_small = under 1 %
economy_dates = { $from } to { $to }
economy_headline = headline { $points }, { $band }
economy_persons = { $persons } jobs
economy_step =
    { $count ->
        [one] 1 job with the headline { $points }
       *[other] { $count } jobs with the headline { $points }
    }
economy_field =
    { $count ->
        [one] 1 job with a headline from { $from } to { $to }
       *[other] { $count } jobs with headlines from { $from } to { $to }
    }
economy_field_pay = median pay from { $from } to { $to }
economy_stairs_finding =
    { $any ->
        [none] None of the { $persons } jobs counted here are
       *[some] { $share } of the { $persons } jobs counted here are
    } in occupations with a high or very high headline
economy_stairs_text = All { $persons } jobs of { $count } occupations in one line, from the least exposed occupation, { $low } ({ $from }), to the most exposed, { $high } ({ $to }). Of all jobs: { $shares }.
economy_stairs_lead = Each occupation is as wide as the number of people in it and as high as its headline.
economy_stairs_named = Names stand at the largest.
economy_stairs_axes = Up: headline, 0 to 100. Across: share of all jobs, least exposed first.
economy_stairs_table = Jobs by band
economy_shares_rounded = Shares are rounded so that they make up 100 %: what rounding down loses goes to those that lost most.
economy_jobs_scope = Employment{ $where ->
        [known] {", "}{ $area }
       *[unknown] {""}
    }{ $when ->
        [known] {", "}{ $date }.
       *[unknown] .
    }
economy_scatter_finding =
    { $way ->
        [more] Of the jobs shown, the better-paid half is more exposed
        [less] Of the jobs shown, the better-paid half is less exposed
       *[same] Of the jobs shown, the better-paid half is as exposed as the other
    }: its middle headline is { $better }, that of the other half { $worse }
economy_scatter_text = { $count } occupations by headline and median pay, from { $poorest } with { $low } to { $richest } with { $high }. The middle headline of the better-paid half is { $better }, that of the other half { $worse }.
economy_scatter_lead = Each mark is an occupation. Named are the best and the worst paid of each band, of equals one, and both ends of the scale. A hollow mark stands for pay that is only known to be at least so much.
economy_scatter_grouped = Each mark stands for all occupations of a small field; its surface is in proportion to their number. Named are the best and the worst paid of each band, and both ends of the scale.
economy_scatter_axes = Up: median pay, each step of equal height being an equal factor. Across: headline, 0 to 100.
economy_scatter_table = Median pay by band
economy_pay_scope = Pay in { $currency } { $per }{ $where ->
        [known] {", "}{ $area }
       *[unknown] {""}
    }{ $when ->
        [known] {", "}{ $date }.
       *[unknown] .
    }
economy_industries_finding = Most exposed is the average job in { $most } ({ $high }), least in { $least } ({ $low })
economy_industries_lead = The mean headline of each industry, each occupation counted with its jobs. Counted are the same occupations as above. Bars are as long as the industry has jobs, in the colours of the bands.
economy_industries_table = Jobs by industry and band
economy_industries_rest =
    { $count ->
        [one] 1 smaller industry
       *[other] { $count } smaller industries
    }
economy_left_out = Reports left out: { $reasons }.
economy_left_out_between = {"; "}
economy_left_out_unscored = { $count } without a headline
economy_left_out_unknown =
    { $count } without { $of ->
        [pay] a median pay
       *[jobs] employment
    }
economy_left_out_not_own =
    { $count } whose { $of ->
        [pay] pay
       *[jobs] employment
    } is that of a code which covers more or less than the job
economy_left_out_elsewhere =
    { $count } with { $of ->
        [pay] pay of another area, currency or period
       *[jobs] employment of another area
    }
column_occupations = Occupations
column_jobs = Jobs
column_of_jobs = Of all jobs
column_mean = Mean headline
column_jobs_by_band = Jobs by band
column_lowest_pay = Lowest median pay
column_middle_pay = Middle one
column_highest_pay = Highest
compare_lead = Reports side by side: headline, published scores by measure, tasks, skills, pay and career paths.
compare_without_script = To choose two or three reports and see all of their figures side by side, this page needs JavaScript. The table stands without it.
compare_title = Choose two or three
compare_first = First job
compare_second = Second job
compare_third = Third job (optional)
compare_show = Compare
compare_link = Compare
compare_all_title = All reports in one table
compare_ends_title = The ends of the ranking
compare_found = Side by side: { $titles }
compare_few = Choose at least two jobs.
compare_same = The same job twice: choose another.
compare_unknown = No report here is called “{ $name }”.
compare_loading = The reports are being loaded.
compare_none = none here
compare_headline = Headline
compare_rank = { $rank } of { $of }
compare_assessments = Published assessments
compare_strip = { $title }: { $marks }
compare_tasks = Tasks
compare_tasks_of = All tasks
compare_performer_unknown = Not said
compare_most_exposed = Most exposed
compare_task = { $task }: { $exposure }
compare_skills = Skills
compare_rated_lead = The skills that are most important to one of them: importance from 1 to 5, and the level that the job needs, from 0 to 7.
compare_rated = { $importance }, level { $level }
compare_in_common = In common: { $titles }
compare_only = Only { $title }
compare_pay_apart = Only exact amounts of one place, date, pay period and currency are subtracted.
compare_against = { $difference } against { $title }
compare_scope = { $area }, { $currency } { $per }, { $date }
compare_scope_nowhere = { $currency } { $per }, { $date }
compare_said = What the pay is
compare_paths = Career paths
compare_path_title_only = no report here
compare_source_dated = { $source }, { $date }
compare_left_out =
    { $count ->
        [one] 1 more report is in the data files.
       *[other] { $printed } more reports are in the data files.
    }
compare_median_pay = { $wage } { $per }
compare_pay = Pay
compare_caption = Reports side by side
column_rank = Rank
column_task_score = Task score
column_median_pay = Median pay
articles_lead = Articles on what AI does to jobs.
articles_none = There are no articles.
article_reports = Reports in this article
changes_lead = Every change of a score, with its cause.
changes_none = No score has changed since this site began to keep its history.
changes_caption = Changes of scores
feed_changes_title = { $site }: score changes
feed_change = { $title }: { $from } to { $to }
feed_first = { $title }: first score, { $to }
column_day = Date
sources_lead = Every source, and what rests on it.
source_measures = Measures { $measure }; plain numbers run from { $from } to { $to }.
source_rests =
    { $figures ->
        [0] Nothing rests on it.
        [one] 1 statement in 1 report rests on it.
       *[other] { $reports ->
            [one] { $printed } statements in 1 report rest on it.
           *[other] { $printed } statements in { $all } reports rest on it.
        }
    }
methodology_lead = How the figures of this site are made.
methodology_settings = The rules of this site
methodology_rule = Headline
methodology_bands = Bands
methodology_measures = Measures
methodology_measures_lead = Only scores of one measure are compared or averaged.
methodology_percentile = Percentile and rank
methodology_percentile_text = A percentile is the share of scored reports with a lower headline plus half of those with the same one, the report itself included. Where every report of the group gives its employment, persons are counted in place of reports, and the page says so. Reports with the same printed score share a rank.
methodology_source_rank = Rank among the scores of a source
methodology_source_rank_text = Sources use different parts of their scales. For each source that scores at least { $least } reports here, a report also has a rank: the share of those reports with a lower score from this source plus half of those with the same one, the report itself included. Of several scores from one source the newest counts, and exact scores are compared, not rounded ones.
methodology_match = Skill match
methodology_match_text = Where nobody publishes the match of a career path, and both reports have skills with importance and level from one source, it is computed: of all skills with an importance of { $needed } or more in the other job, the lower of both levels, added up, is divided by the sum of the levels that the other job needs. A skill that a report does not list counts 0, and over fewer than { $least } skills no match is computed. Each path shows the table and the sum. Most jobs need some of the same general skills, so that computed matches are high throughout: the order of paths says more than the number.
methodology_ladder = Comparable jobs
methodology_ladder_text = One step up is the nearest higher headline, one step down the nearest lower one in the same industry. “Much lower” begins { $points } points below.
methodology_rounding = Rounding
methodology_rounding_text = Every figure is rounded once, half up. Bands and differences are taken from the printed figure, so that they can be checked.
column_band = Band
column_from = From
column_to = To
column_measure = Measure
column_measure_says = What it says
column_measure_sources = Sources
data_lead = Everything that this site prints, for download, with a description of each column.
data_licence = The reports and their data are published under this licence
data_conditions = Conditions of the sources
data_conditions_lead = Figures taken from these sources carry their conditions with them.
data_dictionary = Tables
column_name = Column
data_reports_csv = One line for each report.
data_reports_json = The same as JSON. Each report also has a JSON file beside its page, with every figure, its source and its date.
data_assessments_csv = One line for each published score.
data_tasks_csv = One line for each task.
data_technologies_csv = One line for each technology of each report.
data_skills_csv = One line for each skill.
data_pay_csv = One line for each pay percentile.
data_economy_csv = One line for each report: the figures of the pictures of all jobs. Figures of a code that covers more or less than the job are left out.
data_sources_csv = One line for each source.
data_changes_csv = One line for each change of a headline.
column_slug_means = Names the report; its page is /occupations/ and this name.
column_title_means = The occupation.
column_industry_means = The id of its industry.
column_score_means = The headline, a whole number from 0 to 100; empty where there is none.
column_band_means = The band of the score: low, moderate, high or very-high.
column_rank_means = 1 is the most exposed; equal scores share a rank.
column_percentile_means = Share of reports below plus half the ties, in percent; by persons where every report gives its employment.
column_task_score_means = Mean exposure of the tasks that have a number, 0 to 100.
column_updated_means = When the report was last changed: a year, a month or a day.
column_url_means = The address of the page.
column_source_means = The id of the source.
column_measure_means = What the score measures: risk, exposure, automation or applicability.
column_published_score_means = The score in its publisher’s own notation.
column_points_means = The score on the common scale, a whole number from 0 to 100, higher being more exposed.
column_label_means = What a score or a task is called by its source: the publisher’s own word for a score, a study’s label for a task.
column_as_of_means = The date of the figure: a year, a month or a day.
column_source_percentile_means = Share of the reports that the same source scores here with a lower score plus half the ties, in percent; empty where it scores fewer than ten.
column_source_reports_means = How many reports the source scores here; empty as before.
column_scheme_means = The classification in which the source names the occupation; empty where it is not known.
column_code_means = The code of the occupation in it.
column_code_label_means = What the classification calls the code.
column_code_match_means = How well the code fits the job: exact, close, broad, narrow or shared.
column_skill_means = The skill.
column_skill_kind_means = skill, knowledge or ability.
column_skill_importance_means = How important it is to the job, from 1 to 5.
column_skill_level_means = At what level the job needs it, from 0 to 7.
column_resilience_means = How well it lasts, from 0 to 100; empty where nobody gives a number.
column_resilience_word_means = A word in place of that number.
column_task_means = The id of the task.
column_name_means = The task.
column_exposure_means = Exposure from 0 to 100, given or made of the label; empty where there is no number.
column_level_means = A word in place of the number.
column_importance_means = How important the task is in the job, from 1 to 5.
column_relevance_means = Percent of those asked who do the task.
column_task_kind_means = core or supplemental.
column_tool_means = The id of the tool; empty of a technology that has no page here.
column_technology_means = What the technology is called.
column_use_means = What kind of technology it is, or for what it is used.
column_hot_means = yes where employers in general often ask for it, else no.
column_in_demand_means = yes where employers often ask for it in this job, else no.
column_share_means = Share of working time in percent.
column_performer_means = Who does it: automated, assisted or human.
column_pay_percentile_means = 10, 25, 50, 75 or 90.
column_wage_means = The amount; empty where only a lower bound is known.
column_at_least_means = A lower bound of the amount.
column_currency_means = Three letters.
column_per_means = The time for which the amount is paid: year, month or hour.
column_area_means = Where.
column_median_pay_means = The median of the job’s own pay; empty where only a lower bound is known.
column_median_pay_at_least_means = A lower bound of that median.
column_pay_area_means = Where this is paid.
column_employment_means = Persons in the job; empty where the figure counts other jobs too.
column_employment_area_means = Where they work.
column_source_title_means = The title of the source.
column_publisher_means = Who published it; empty where that is unknown.
column_kind_means = What it is.
column_licence_means = Its licence; empty where that is unknown.
column_source_url_means = Its address; empty where that is unknown.
column_figures_means = How many figures, and words in the place of figures, rest on it.
column_reports_means = In how many reports.
column_date_means = From when on the score stood.
column_cause_means = data, method or correction.
column_note_means = What changed.
dataset_report = { $title }: data of the report
dataset_report_means = Every figure of the report on { $title } on { $site }, with its source and date.
dataset_site = { $site }: data
dataset_site_means = Headlines, published scores, tasks, pay, sources and score changes of all reports.
llms_about = About
not_found = Page not found
not_found_lead = There is nothing at this address.
not_found_help = The report may have moved. The list of all reports has every one that there is.
redirect = This page has moved
redirect_to = The page is now at
