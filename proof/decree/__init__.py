"""Files of official documents compared with the measures of Decree 30/2020/NĐ-CP, Annex I."""
