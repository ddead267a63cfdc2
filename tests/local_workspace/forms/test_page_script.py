"""The page's own script, run by a real browser."""

import shutil
import subprocess

import pytest

CHROMIUM = shutil.which("chromium")
DRIVER = """
<script>
addEventListener("load", () => {
  const seen = [];
  const look = () => seen.push(
    [...document.querySelectorAll("section.part")].findIndex((part) => !part.hidden) + " "
    + ["quay-lai", "tiep-tuc", "gui"].filter((id) => !document.getElementById(id).hidden));
  const press = (id) => { document.getElementById(id).click(); look(); };
  const pick = (value) => {
    const box = document.querySelector(`input[value="${value}"]`);
    box.checked = true;
    box.dispatchEvent(new Event("change", { bubbles: true }));
    look();
  };
  look(); press("tiep-tuc"); pick("b"); press("tiep-tuc"); press("quay-lai");
  pick("a"); press("tiep-tuc"); pick("Đạt");
  document.title = "SEEN " + seen.join("|") + " END";
});
</script>
"""


@pytest.mark.skipif(CHROMIUM is None, reason="needs chromium to run the page's script")
def test_script_shows_one_section_after_the_other_as_the_answers_lead(forms, make, tmp_path):
    form_id = forms.open(
        make.question(
            1,
            "Ô",
            make.choice(
                "RADIO",
                {"value": "a", "goToSectionId": "30000001"},
                {"value": "b", "goToSectionId": "30000002"},
            ),
            required=True,
        ),
        make.section(1, "Phần A"),
        make.question(
            2, "Tự đánh giá", make.choice("RADIO", {"value": "Đạt", "goToAction": "SUBMIT_FORM"})
        ),
        make.section(2, "Phần B"),
        make.question(3, "Ý kiến", {"textQuestion": {}}),
    )
    saved = tmp_path / "page.html"
    saved.write_text(forms.page(form_id).text + DRIVER, encoding="utf-8")

    command = [
        CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
        f"--user-data-dir={tmp_path / 'profile'}", "--virtual-time-budget=3000", "--dump-dom",
        saved.as_uri(),
    ]  # fmt: skip
    run = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)

    seen = run.stdout.partition("SEEN ")[2].partition(" END")[0].split("|")
    assert seen == [
        "0 tiep-tuc",  # the first section; nothing is sent from here
        "0 tiep-tuc",  # a required question is open: no way on
        "0 tiep-tuc",
        "2 quay-lai,gui",  # "b" leads past section A to the last one
        "0 tiep-tuc",  # back to where the respondent came from
        "0 tiep-tuc",
        "1 quay-lai,tiep-tuc",  # "a" leads to section A, which B would follow
        "1 quay-lai,gui",  # "Đạt" ends the form
    ]
