def test_x(wave):
    import time
    t=time.time()
    for title in ("Đăng ký",):
        for u in ("TCHC","CTHSSV","CU","K1"):
            for r in wave.table(f"don_vi/{u}", title): print(r)
    for r in wave.table("theo_doi", "Bảng theo dõi"): print(r)
    for job in ("set_up","collect_responses","check_completeness","remind_heads","compile_review","render_reports"):
        t=time.time()
        o=wave.run(job,"2023-04-20 08:00"); print(job,o, time.time()-t)
    for l in wave.letters(): print(l.to,l.copies,l.subject,[(x.dossier,x.what) for x in l.lines])
    for r in wave.table("xet_chon", "Bảng xét chọn"): print(r)
    for r in wave.table("xet_chon_han_che", "Bảng xét chọn (hạn chế)"): print(r)
    wave.forget_calls()
    for job in ("set_up","collect_responses","check_completeness","remind_heads","compile_review","render_reports"):
        t=time.time()
        o=wave.run(job,"2023-04-20 08:00"); print(job,o, time.time()-t)
    print(wave.writes())
    assert 0
def test_y(wave): pass
