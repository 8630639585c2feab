"""``serve``: what it refuses before anything is opened."""

import pytest


class TestServe:
    @pytest.mark.parametrize("host", ["192.0.2.7", "2001:db8::7", "example.org"])
    def test_refuses_an_address_that_others_reach(self, jobsearch, host):
        said = jobsearch("serve", "--host", host)
        assert (said.status, said.out) == (2, "")
        assert f"{host} can be reached by others" in said.err
        assert "--expose serves there nevertheless" in said.err

    @pytest.mark.parametrize("host", ["0.0.0.0", "::", "0", "::ffff:0.0.0.0"])
    def test_refuses_all_addresses_at_once_and_says_what_to_give(self, jobsearch, host):
        said = jobsearch("serve", "--host", host, "--expose")
        assert (said.status, said.out) == (2, "")
        assert f"{host} is every address of this machine at once" in said.err
        assert "the one address or name by which the browser will reach it" in said.err

    @pytest.mark.parametrize("host", ["0.0.0.0", "::"])
    def test_does_not_advise_to_expose_what_cannot_be_opened(self, jobsearch, host):
        said = jobsearch("serve", "--host", host)
        assert (said.status, "--expose" in said.err) == (2, False)

    def test_refuses_an_address_that_is_empty(self, jobsearch):
        said = jobsearch("serve", "--host", "", "--expose")
        assert (said.status, said.out) == (2, "")
        assert "--host takes an address or a name" in said.err

    def test_says_when_nobody_knows_a_name(self, jobsearch):
        said = jobsearch("serve", "--host", "nowhere.invalid", "--expose")
        assert (said.status, said.out) == (1, "")
        assert said.err == "jobsearch: nowhere.invalid is no address of this machine.\n"

    def test_refuses_what_is_no_port(self, jobsearch):
        assert "from 0 to 65535" in jobsearch("serve", "--port", "70000").err

    def test_says_when_an_address_is_not_of_this_machine(self, jobsearch):
        pytest.importorskip("textual_serve", reason="needs the extra web")
        said = jobsearch("serve", "--host", "192.0.2.7", "--expose")
        assert said.status == 1
        assert said.err.startswith("jobsearch: 192.0.2.7 port 0 cannot be used: ")
