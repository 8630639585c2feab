"""``serve``: what it refuses before anything is opened."""

import pytest


class TestServe:
    @pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.7", "::", "example.org"])
    def test_refuses_an_address_that_others_reach(self, jobsearch, host):
        said = jobsearch("serve", "--host", host)
        assert (said.status, said.out) == (2, "")
        assert f"{host} can be reached by others" in said.err
        assert "--expose serves there nevertheless" in said.err

    def test_refuses_what_is_no_port(self, jobsearch):
        assert "from 0 to 65535" in jobsearch("serve", "--port", "70000").err

    def test_says_when_an_address_is_not_of_this_machine(self, jobsearch):
        pytest.importorskip("textual_serve", reason="needs the extra web")
        said = jobsearch("serve", "--host", "192.0.2.7", "--expose")
        assert said.status == 1
        assert said.err.startswith("jobsearch: 192.0.2.7 port 0 cannot be used: ")
