"""Every page of the product: who opens it, with what in its address, and how often it may ask the database.

What the tests of all pages go by (test_every_page.py: axe, weight, queries). A test compares it with the resolver, so a
new address is either one of PAGES or one of NO_PAGES with the reason. A word in braces is a sample that
tests/browser/everything.py found or made on the demonstration's data.
"""

from dataclasses import dataclass

CLUSTER = "of=22/cum-2&from=2024-01-01&to=2024-10-31"
BUDGET = 12  # questions to the database, whatever a page lists


@dataclass(frozen=True, slots=True)
class Shown:
    """A page as one person opens it. `name`: its URL name, or an address; `look`: what sets it apart from its namesakes."""

    name: str
    who: str
    args: tuple[str, ...] = ()
    asked: str = ""
    look: str = ""
    status: int = 200
    language: str = ""  # of a public page: that of its address, whatever the reader chose

    def __str__(self) -> str:
        return f"{self.name}{self.look and '-'}{self.look}"


def _each(who: str, *names: str) -> tuple[Shown, ...]:
    return tuple(Shown(name, who) for name in names)


PAGES: tuple[Shown, ...] = (
    # before the door
    Shown("sign_in", "visitor"),
    Shown("sign_in_code", "half_way"),
    Shown("recover_password", "visitor"),
    Shown("set_password", "visitor", asked="{invitation}"),
    Shown("set_password", "visitor", look="gone", status=410),
    Shown("offline", "visitor"),
    Shown("/khong-co/", "approver", look="not-found", status=404),
    Shown("administration", "recorder", look="refused", status=403),
    # everyone's
    Shown("home", "recorder"),
    Shown("home", "approver", look="province"),
    Shown("home", "cluster_head", look="cluster"),
    Shown("home", "nobody", look="without-role"),
    *_each("recorder", "menu", "notices", "assign_notice_choices", "help", "terms", "account", "change_password"),
    *_each("recorder", "correct_contact", "sessions", "second_factor", "design_gallery", "queued"),
    *_each("two_steps", "assign_recovery_codes", "end_second_factor"),
    Shown("second_factor", "two_steps", look="on"),
    Shown("assign_second_factor", "beginner"),
    Shown("guide", "recorder", ("can-bo-nhap-lieu",)),
    Shown("home", "nobody", asked="tour=home", look="tour"),
    Shown("unreported", "approver", asked=CLUSTER),
    # recording, looking it up, approving
    Shown("record_delivery", "recorder"),
    Shown("record_delivery", "approver", look="choose-unit"),
    Shown("correct_delivery", "recorder", ("{delivery}",)),
    Shown("withdraw_delivery", "recorder", ("{delivery}",)),
    Shown("add_evidence", "recorder", ("{delivery}",)),
    Shown("withdraw_evidence", "recorder", ("{photo}",)),
    Shown("declare_totals", "recorder"),
    Shown("declare_totals", "supervisor", asked="of=22.195&year=2024", look="on-behalf"),
    Shown("imports", "recorder"),
    Shown("note_columns", "recorder", ("{draft}",)),
    Shown("import_draft", "recorder", ("{checked}",)),
    Shown("transcripts", "recorder"),
    Shown("transcript", "recorder", ("{transcript}",)),
    Shown("records", "approver"),
    Shown("records", "approver", asked="q=tang+qua&programme=tet_nhan_ai&sort=-entered", look="searched"),
    Shown("records", "approver", asked="q=khong-co-gi-ca", look="empty"),
    Shown("record", "approver", ("{delivery}",)),
    Shown("record", "auditor", ("{declaration}",), look="declaration"),
    Shown("signature_list", "approver", ("{delivery}",)),
    Shown("handover_minutes", "approver", ("{delivery}",)),
    Shown("approve", "approver"),
    Shown("return_record", "approver", ("{waiting}",)),
    # figures, programmes, units
    Shown("figures", "approver"),
    Shown("figures", "cluster_head", asked=CLUSTER, look="cluster"),
    Shown("behind", "approver", asked=f"{CLUSTER}&indicator=gift.count"),
    Shown("behind", "cluster_head", asked=f"{CLUSTER}&indicator=total.value", look="total"),
    Shown("behind", "approver", asked=f"{CLUSTER}&indicator=gift.value&by=month&key=2024-03", look="month"),
    Shown("explore", "approver", asked=f"{CLUSTER}&indicator=gift.count&by=unit"),
    Shown("explore", "cluster_head", asked=f"{CLUSTER}&indicator=gift.count&by=month&view=columns", look="chart"),
    Shown("explore", "approver", asked=f"{CLUSTER}&indicator=gift.count&by=unit&view=map", look="map"),
    Shown("saved_questions", "approver"),
    Shown("programmes", "approver", asked=CLUSTER),
    Shown("programme", "approver", ("tet_nhan_ai",), asked=CLUSTER),
    Shown("programme", "approver", ("noi_chao",), asked=CLUSTER, look="porridge"),
    Shown("disaster", "approver", ("yagi_2024",), asked=CLUSTER),
    Shown("units", "approver"),
    Shown("unit", "administrator", ("22",)),
    Shown("cluster", "administrator", ("22/cum-2",)),
    Shown("change_unit", "administrator", ("22", "them-don-vi")),
    Shown("change_cluster", "administrator", ("22/cum-2", "them-thanh-vien")),
    # reports and papers
    Shown("reviews", "approver"),
    Shown("review", "approver", asked=CLUSTER),
    Shown("review", "approver", asked="of=22&from=2024-07-01&to=2024-09-30", look="province"),
    Shown("review_words", "approver", asked=CLUSTER),
    Shown("publish_review", "approver", asked=CLUSTER),
    Shown("publication", "approver", ("{publication}",)),
    Shown("target_history", "approver", ("{target}",)),
    Shown("targets", "approver", asked="of=22.206&year=2024"),
    Shown("assign_target", "approver", asked="of=22"),
    Shown("allocate_target", "approver", ("{target}",)),
    Shown("withdraw_target", "approver", ("{target}",)),
    Shown("outgoing", "records_clerk"),
    *(
        Shown(name, "records_clerk", ("{paper}",))
        for name in ("correct_outgoing", "assign_number", "withdraw_outgoing")
    ),
    Shown("record_outgoing", "records_clerk"),
    Shown("directives", "approver", asked="of=22"),
    Shown("directives", "recorder", asked="of=22.206", look="received"),
    Shown("directives", "cluster_head", asked="of=22/cum-2&from=2024-01-01&to=2024-10-31", look="cluster"),
    Shown("issue_directive", "approver"),
    Shown("directive", "approver", ("{directive}",)),
    Shown("directive", "recorder", ("{asking}",), look="received"),
    Shown("withdraw_directive", "approver", ("{directive}",)),
    Shown("proposals", "approver", asked="of=22"),
    Shown("submit_proposal", "approver"),
    Shown("proposal", "approver", ("{proposal}",)),
    Shown("withdraw_proposal", "approver", ("{own_proposal}",)),
    # periodic reports
    Shown("due_reports", "recorder"),
    Shown("due_reports", "approver", look="opened"),
    Shown("due_reports", "cluster_head", look="cluster"),
    Shown("report_types", "approver"),
    Shown("open_report_type", "approver"),
    Shown("end_report_type", "approver", ("{report_type}",)),
    Shown("open_round", "approver", ("{report_type}",)),
    Shown("reports_to_accept", "approver"),
    Shown("report_round", "approver", ("{round}",)),
    Shown("withdraw_round", "approver", ("{open_round}",)),
    Shown("submission", "recorder", ("{draft_report}",), look="draft"),
    Shown("submit_submission", "approver", ("{draft_report}",)),
    Shown("submission", "approver", ("{sent_report}",)),
    Shown("submission", "approver", ("{sent_report}",), asked="now=1", look="now"),
    Shown("return_submission", "approver", ("{sent_report}",)),
    Shown("withdraw_submission", "approver", ("{sent_report}",)),
    Shown("closed_days", "approver"),
    Shown("ask_reopening", "approver"),
    Shown("decide_reopening", "approver", ("{reopening}",)),
    # meetings
    *_each("cluster_head", "meetings", "open_meeting", "conclusions"),
    Shown("meeting", "cluster_head", ("{meeting}",)),
    Shown("meeting", "recorder", ("{closed_meeting}",), look="closed"),
    *(
        Shown(name, "cluster_head", ("{meeting}",))
        for name in ("correct_meeting", "withdraw_meeting", "assign_agenda", "record_attendance", "record_minutes")
    ),
    Shown("record_conclusion", "cluster_head", ("{meeting}",)),
    Shown("record_paper", "recorder", ("{meeting}",)),
    Shown("correct_conclusion", "cluster_head", ("{conclusion}",)),
    Shown("note_step", "cluster_head", ("{earlier}",), asked="at={meeting}"),
    Shown("meeting_paper", "cluster_head", ("{meeting}", "html")),
    Shown("chair_page", "cluster_head", ("{meeting}",)),
    Shown("attendance_paper", "cluster_head", ("{meeting}",)),
    Shown("minutes_paper", "cluster_head", ("{meeting}",)),
    Shown("notice_paper", "cluster_head", ("{meeting}",)),
    # voluntary blood
    *_each("blood_coordinator", "blood", "donors", "add_donor", "blood_rules"),
    *_each("blood_coordinator", "honours", "honour_list", "honours_given", "honour_tables", "record_honour_table"),
    Shown("honours", "blood_coordinator", asked="last=01/01/2001", look="nobody"),
    Shown("withdraw_honour", "blood_coordinator", ("{honour}",)),
    Shown("donor", "blood_coordinator", ("{donor}",)),
    Shown("blood_lists", "blood_coordinator"),
    Shown("note_list_columns", "blood_coordinator", ("{asked_list}",)),
    Shown("blood_list", "blood_coordinator", ("{wrong_list}",), look="wrong"),
    Shown("blood_list", "blood_coordinator", ("{blood_list}",)),
    Shown("link_listed", "blood_coordinator", ("{blood_list}",)),
    Shown("add_listed_donor", "blood_coordinator", ("{blood_list}", "{listed}")),
    Shown("record_health", "blood_coordinator", ("{donor}",)),
    *_each(
        "blood_coordinator", "call_outs", "open_request", "contacts", "record_contact", "call_roster", "call_fairness"
    ),
    Shown("call_board", "blood_coordinator", ("{call}",)),
    Shown("call_board", "blood_coordinator", ("{past_call}",), look="over"),
    Shown("call_steps", "blood_coordinator", ("{past_call}",)),
    Shown("excluded_donors", "blood_coordinator", ("{call}",)),
    Shown("answer_call", "visitor", ("{call_token}",)),
    Shown("register_donor", "visitor"),
    Shown("own_donor", "visitor", ("{donor_token}",)),
    Shown("own_drives", "visitor", ("{donor_token}",)),
    Shown("own_drive", "visitor", ("{donor_token}", "{signed_for}")),
    *(Shown(name, "visitor", ("{drive_token}",)) for name in ("public_drive", "register_for_drive")),
    *_each("blood_coordinator", "drives", "add_drive", "add_campaign"),
    *(Shown(n, "blood_coordinator", ("{signed_for}",)) for n in ("drive", "correct_drive", "withdraw_drive")),
    *(Shown(n, "blood_coordinator", ("{past_drive}",), look="over") for n in ("drive", "record_result")),
    Shown("check_in", "blood_coordinator", ("{sign_up}",)),
    *(
        Shown(name, "blood_coordinator", ("{signed_for}",))
        for name in ("check_in_desk", "sign_up_donor", "remind_signed")
    ),
    # what readers say
    Shown("wagtail_serve", "visitor", ("{article_path}",), look="opinions", language="vi"),
    Shown("submit_opinion", "visitor", ("{article}",), language="vi"),
    Shown("own_opinion", "visitor", ("{opinion_token}",), asked="moi=1", language="vi"),
    Shown("opinions", "approver"),
    Shown("opinions", "approver", asked="la=shown", look="shown"),
    # open pages
    Shown("portal_front", "visitor", language="vi"),
    Shown("portal_archive", "visitor", language="vi"),
    Shown("portal_search", "visitor", asked="q=trao+qua", language="vi"),
    Shown("open_work", "visitor", asked="nam=2024", language="vi"),
    *(
        Shown(name, "visitor", language="vi")
        for name in ("open_reports", "open_calendar", "open_who", "open_counting", "open_data")
    ),
    Shown("public_report", "approver", ("{publication}",)),
    # administration
    *_each("administrator", "administration", "people", "invite_person", "indicators", "add_indicator"),
    *_each("administrator", "counting_rules", "catalogue_programmes", "add_programme", "catalogue_disasters"),
    *_each("administrator", "add_disaster", "chapter", "change_look", "add_heading", "audit_log", "jobs", "health"),
    Shown("person", "administrator", ("{person}",)),
    Shown("give_role", "administrator", ("{person}",)),
    Shown("end_persons_role", "administrator", ("{person}", "{role}")),
    *(Shown(n, "administrator", ("gift.count",)) for n in ("indicator", "correct_indicator", "end_indicator")),
    Shown("set_counting_rule", "administrator", ("total.value",)),
    *(Shown(n, "administrator", ("tet_nhan_ai",)) for n in ("catalogue_programme", "rename_programme", "open_window")),
    Shown("correct_disaster", "administrator", ("yagi_2024",)),
)

FORM, FILE = "only takes a form", "a file, no page"
NO_PAGES = {
    "send_again": "only after a session has ended; tests/accounts/test_unsent.py",
    "sign_out": FORM,
    "set_language": FORM,
    "set_appearance": FORM,
    "note_look": FORM,
    "note_notices_read": FORM,
    "open_push_key": FORM,
    "add_push_device": FORM,
    "end_push_device": FORM,
    "tour": "leads to the real pages, each with the tour's words above it",
    "change_account": "leads back to the person's page, whose form it takes",
    "add_saved_question": FORM,
    "rename_saved_question": FORM,
    "end_saved_question": FORM,
    "correct_rows": FORM,
    "submit_draft": FORM,
    "open_rounds": FORM,
    "record_submission": FORM,
    "accept_submission": FORM,
    "revise_submission": FORM,
    "undo_draft": FORM,
    "close_draft": FORM,
    "note_answers": FORM,
    "assign_predecessor": FORM,
    "post_transcript": "told to whom asks with a form: it tries the posting and takes it back",
    "close_transcript": FORM,
    "close_meeting": FORM,
    "change_list": FORM,
    "targets_file": FILE,
    "export_own": FILE,
    **dict.fromkeys(("open_report_file", "open_calendar_file", "open_indicators", "open_units", "open_figures"), FILE),
    "open_round_again": FORM,
    "published_figure": "needs a published article with figures; tests/openness/test_published_figures.py",
    **dict.fromkeys(
        ("portal_rss", "portal_atom", "portal_sitemap", "portal_picture", "robots", "wagtaildocs_serve"), FILE
    ),
    "portal_look": "keeps a choice and leads back",
    "export_opinion": FILE,
    **dict.fromkeys(("decide_opinions", "open_email"), FORM),
    **dict.fromkeys(("drive_sheet", "drive_poster"), FILE),
    **dict.fromkeys(("change_donor", "change_own", "change_drive", "change_sign_up"), FORM),
    **dict.fromkeys(
        ("correct_donor", "record_donor_consent", "pause_donor", "end_donor", "merge_donors", "erase_donor"),
        "a form of the shape of `record_health`; tests/blood/test_donor_pages.py",
    ),
    "honour_certificates": FILE,
    "own_certificate": FILE,
    "record_rule_layer": "administrators of a province alone; tests/blood/test_donor_pages.py",
    "call_board_now": "a part of the board",
    **dict.fromkeys(("take_duty", "assign_roster", "change_contact", "change_request", "record_answer"), FORM),
    "probe": "one word for monitoring",
    "manifest": FILE,
    "worker": FILE,
    "app_icon": FILE,
    "accent_style": FILE,
    "chapter_logo": FILE,
    "evidence": FILE,
    "evidence_thumbnail": FILE,
    "export_records": FILE,
    "export_exploration": FILE,
    "import_template": FILE,
    "export_refused": FILE,
    "audit_file": FILE,
    "transcript_file": FILE,
    "review_file": FILE,
    "publication_file": FILE,
    "directive_file": FILE,
    "record_directive_done": FORM,
    "notify_receivers": FORM,
}
